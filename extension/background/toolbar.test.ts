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
const { forgetFrameIcon, forgetTabIcon, showTab } = await import('./toolbar.ts');

const place = { tab: 1, frame: 0, page: 'https://his.example' };
const due: BadgeView = { state: 'due', count: 2, elsewhere: false, reason: null };
const cannotTell = (reason: string | null): BadgeView => ({ ...due, state: 'cannotTell', count: 0, reason });
const iconOf = (view: BadgeView | null) => {
  showTab(place, view);
  return { ...icon };
};

beforeEach(() => {
  spoken = 'zh';
  forgetTabIcon(1);
});

describe('the icon of a tab with several frames', () => {
  const none: BadgeView = { ...due, state: 'none', count: 0 };
  const changing = cannotTell(null);
  const say = (frame: number, view: BadgeView | null) => showTab({ ...place, frame }, view);
  const [DUE, NONE, CHANGING, NOBODY] = [due, none, changing, null].map((view) => {
    const shown = iconOf(view);
    forgetTabIcon(1);
    return shown;
  });

  it('keeps the badge that stands while another frame merely waits, or has nobody', () => {
    say(3, due);
    for (const view of [changing, null, changing]) {
      say(5, view);
      expect(icon).toEqual(DUE);
    }
  });

  it('shows the frame that spoke last, and its changing', () => {
    say(3, due);
    say(5, none);
    expect(icon).toEqual(NONE);
    say(5, changing);
    expect(icon).toEqual(CHANGING);
  });

  it('shows that another frame waits where nobody is in the one that is shown', () => {
    say(3, due);
    say(3, null);
    expect(icon).toEqual(NOBODY);
    say(5, changing);
    expect(icon).toEqual(CHANGING);
  });

  it('falls back to the badge that still stands elsewhere when its own frame is gone or has nobody', () => {
    say(3, due);
    say(4, changing);
    say(5, none);
    forgetFrameIcon({ ...place, frame: 5 });
    expect(icon).toEqual(DUE);
    say(5, none);
    say(5, null);
    expect(icon).toEqual(DUE);
    forgetFrameIcon({ ...place, frame: 4 });
    forgetFrameIcon({ ...place, frame: 3 });
    expect(icon).toEqual(NOBODY);
  });
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
