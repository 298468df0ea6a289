import { beforeEach, describe, expect, it, vi } from 'vitest';
import { errorTables, errorText } from '../../shared/protocol/errors/texts.ts';
import type { BadgeView } from '../../shared/protocol/schemas.ts';
import en from '../_locales/en/messages.json' with { type: 'json' };
import zh from '../_locales/zh_TW/messages.json' with { type: 'json' };

const tables = { zh, en } as Record<'zh' | 'en', Record<string, { message: string }>>;
let spoken: 'zh' | 'en' = 'zh';
const icon = { text: '', title: '' };

vi.mock('webextension-polyfill', () => ({
  default: {
    action: {
      setBadgeText: async ({ text }: { text: string }) => void Object.assign(icon, { text }),
      setBadgeBackgroundColor: async () => {},
      setTitle: async ({ title }: { title: string }) => void Object.assign(icon, { title }),
    },
  },
}));
const getMessage = (key: string, parts: string[] = []) =>
  (tables[spoken][key]?.message ?? '').replace('$1', parts[0] ?? '');
vi.stubGlobal('chrome', { i18n: { getMessage } });
const { showTab } = await import('./toolbar.ts');

const place = { tab: 1, frame: 0, page: 'https://his.example' };
const due: BadgeView = { state: 'due', count: 2, elsewhere: false, reason: null };
const cannotTell = (reason: string | null): BadgeView => ({ ...due, state: 'cannotTell', count: 0, reason });
const iconOf = (view: BadgeView | null) => {
  showTab(place, view);
  return { ...icon };
};

beforeEach(() => {
  spoken = 'zh';
});

describe('the icon says what the badge says', () => {
  it('state and count, and nothing for nobody', () => {
    expect(iconOf(due)).toEqual({ text: '2', title: '健保轉診小幫手：待回復' });
    expect(iconOf(null)).toEqual({ text: '', title: '健保轉診小幫手' });
  });

  it('with a mark where other institutions referred too, whatever the state', () => {
    expect(iconOf({ ...due, elsewhere: true })).toEqual({
      text: '2*',
      title: `${iconOf(due).title}\n他院另有近期轉診`,
    });
    expect(iconOf({ ...due, state: 'none', count: 0, elsewhere: true }).text).toBe('*');
    expect(iconOf({ ...due, state: 'replied', elsewhere: true }).text).toBe('✓*');
    spoken = 'en';
    expect(iconOf({ ...due, elsewhere: true }).title).toMatch(
      /^NHI Referral Companion: .+\nReferred elsewhere/,
    );
  });

  it('between two patients it says so, and does not say that it cannot tell', () => {
    expect(iconOf(cannotTell(null))).toEqual({ text: '…', title: '健保轉診小幫手：病人切換中' });
  });
});

const keys = Object.entries(errorTables).flatMap(([channel, table]) =>
  Object.keys(table).map((code) => `${channel}:${code}`),
);

describe.each(['zh', 'en'] as const)('%s: cannot tell', (language) => {
  it.each([...keys, 'web:4711'])('because of %s: why, what to do next, and the code', (key) => {
    spoken = language;
    const { what, next } = errorText(key)[language];
    const { text, title } = iconOf(cannotTell(key));
    expect(text).toBe('?');
    expect(title.split('\n').slice(1)).toEqual([what, next, expect.stringContaining(key)]);
  });
});
