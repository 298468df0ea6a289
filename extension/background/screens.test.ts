import { beforeEach, describe, expect, it, vi } from 'vitest';
import { nationalId } from '../../shared/domain/national-id.ts';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import type { Screen } from '../../shared/protocol/extension-messages.ts';
import type { AnswerOf } from '../../shared/protocol/messages.ts';
import type { BadgeView } from '../../shared/protocol/schemas.ts';
import type { Host } from './host.ts';

interface Shown {
  type: string;
  body: { nonce: string; seq: number; view: BadgeView };
}
/** The document of each test shows one patient: it takes what is about that one, as the content script does. */
const page = { nonce: '', seq: 0, shown: [] as BadgeView[], gone: false };
const titles: string[] = [];
let stored = async () => {};

vi.mock('webextension-polyfill', () => ({
  default: {
    permissions: { contains: async () => true },
    storage: { session: { get: async () => ({}), set: () => stored() } },
    action: {
      setBadgeText: async () => {},
      setBadgeBackgroundColor: async () => {},
      setTitle: async ({ title }: { title: string }) => void titles.push(title),
    },
    tabs: {
      sendMessage: async (_tab: number, { type, body: { nonce, seq, view } }: Shown) => {
        if (page.gone) throw new Error('Receiving end does not exist');
        if (type === 'screen.read') return { ok: true, body: screen(page.seq, page.nonce) };
        if (nonce !== page.nonce || seq !== page.seq) return { ok: false };
        page.shown.push(view);
        return { ok: true, body: {} };
      },
    },
  },
}));
vi.stubGlobal('chrome', { i18n: { getMessage: (...said: unknown[]) => said.join(' ') } });
const { markElsewhere, reportScreen, showAnswer } = await import('./screens.ts');

const NONCE = '0123456789abcdef0123456789abcdef';
const id = nationalId('A123456789') ?? expect.unreachable();
let tab = 0;
const place = () => ({ tab, frame: 0, page: 'https://his.example' });
const binding = (seq: number, nonce = NONCE) => ({ tab, frame: 0, nonce, seq });

function screen(seq: number, nonce = NONCE): Screen {
  const rest = { name: null, sex: null, chartNo: null, department: null, doctor: null, visitType: null };
  const patient = { id, birthDate: null, ...rest };
  const seen = { activeVisit: true, visible: true, trusted: true, trigger: 'auto' } as const;
  return { nonce, seq, status: 'patient', field: null, patient, ...seen };
}

type Answer = () => Promise<{ state: string; count: number }>;

/** A host that says `answer` of everybody, and of other institutions nothing or what `elsewhere` says. */
function hostThat(answer: Answer, elsewhere: boolean | null = null): Host {
  const call = async ({ body }: { body: { binding: object } }) => ({
    binding: body.binding,
    badge: await answer(),
    elsewhere,
    error: null,
  });
  return { call } as unknown as Host;
}
const due = hostThat(async () => ({ state: 'due', count: 2 }));

/** The page shows that patient, and its report is answered. */
function report(seq: number, host = due, nonce = NONCE) {
  Object.assign(page, { seq, nonce });
  return reportScreen(host, place(), screen(seq, nonce));
}

beforeEach(() => {
  tab += 1;
  stored = async () => {};
  Object.assign(page, { shown: [], gone: false });
  titles.length = 0;
});

describe('the mark that comes late', () => {
  it('is added to what the badge says, in the page and on the icon', async () => {
    const { view } = await report(1);
    await markElsewhere({ binding: binding(1) });
    expect(page.shown).toEqual([{ ...view, elsewhere: true }]);
    expect(titles.at(-1)).not.toBe(titles.at(-2));
  });

  it.each([
    ['the patient changed', () => report(2), 1, NONCE],
    ['the document changed', () => report(1, due, 'f'.repeat(32)), 1, NONCE],
    ['it is about a patient whom nobody has shown yet', async () => {}, 2, NONCE],
  ])('is dropped when %s', async (_, then, seq, nonce) => {
    await report(1);
    await then();
    const before = titles.length;
    await markElsewhere({ binding: binding(seq, nonce) });
    expect([page.shown, titles.length]).toEqual([[], before]);
  });

  it('is dropped when the page has switched without a word yet, and the icon keeps still', async () => {
    await report(1);
    page.seq = 2;
    const before = titles.length;
    await markElsewhere({ binding: binding(1) });
    expect([page.shown, titles.length]).toEqual([[], before]);
  });

  it('is left to the lookup that runs for the same patient by now', async () => {
    await report(1);
    const answer = Promise.withResolvers<{ state: string; count: number }>();
    const again = report(
      1,
      hostThat(() => answer.promise),
    );
    await markElsewhere({ binding: binding(1) });
    expect(page.shown).toEqual([]);
    answer.resolve({ state: 'overdue', count: 2 });
    expect((await again).view).toMatchObject({ state: 'overdue', elsewhere: true });
    expect((await report(2)).view.elsewhere).toBe(false);
  });

  it.each([[null], [{}], [{ binding: { tab: 1 } }]])('is nothing where the host says %j', async (told) => {
    await report(1);
    await markElsewhere(told);
    expect(page.shown).toEqual([]);
  });
});

describe('the mark that the panel brought', () => {
  const panel = (other: AnswerOf<'referrals.read'>['other']) =>
    showAnswer({ binding: binding(1), page: place().page }, { ...answered(), other });
  const answered = (): AnswerOf<'referrals.read'> => ({
    binding: binding(1),
    whose: { id, name: null, birthDate: null },
    badge: { state: 'due', count: 2, dueOn: null, source: 'live', asOf: null },
    own: { kind: 'answer', referrals: [], standings: [], source: 'live', asOf: '' },
    other: { kind: 'notAsked' },
  });
  const found = (count: number) =>
    ({ kind: 'answer', referrals: Array(count), standings: [], source: 'live', asOf: '' }) as never;

  it('stays through lookups without query 2 and through its failure, for this patient only', async () => {
    await report(1);
    await panel(found(1));
    expect(page.shown.at(-1)).toMatchObject({ state: 'due', elsewhere: true });
    expect((await report(1)).view.elsewhere).toBe(true);
    await panel({ kind: 'failed', error: { key: 'app:webTimeout', class: 'retry' } });
    expect(page.shown.at(-1)?.elsewhere).toBe(true);
    expect((await report(2)).view.elsewhere).toBe(false);
  });

  it.each([
    ['frame', () => ({ ...binding(1), frame: 9 })],
    ['document', () => binding(1, 'f'.repeat(32))],
    ['patient', () => binding(2)],
  ])('is dropped where the answer is about another %s than was asked for', async (_, other) => {
    await report(1);
    Object.assign(page, { seq: other().seq, nonce: other().nonce });
    const before = titles.length;
    await showAnswer({ binding: binding(1), page: place().page }, { ...answered(), binding: other() });
    expect([page.shown, titles.length]).toEqual([[], before]);
  });

  it('goes when query 2 says that there is nothing', async () => {
    await report(1);
    await panel(found(1));
    await panel(found(0));
    expect(page.shown.at(-1)?.elsewhere).toBe(false);
    expect((await report(1)).view.elsewhere).toBe(false);
  });
});

describe('the mark that an answer brought', () => {
  const due = async () => ({ state: 'due', count: 2 });

  it('stays while later answers of the same patient do not know, and goes when one denies it', async () => {
    expect((await report(1, hostThat(due, true))).view.elsewhere).toBe(true);
    expect((await report(1, hostThat(due, null))).view.elsewhere).toBe(true);
    expect((await report(1, hostThat(due, false))).view.elsewhere).toBe(false);
    expect((await report(1, hostThat(due, null))).view.elsewhere).toBe(false);
  });

  it("is nobody else's", async () => {
    await report(1, hostThat(due, true));
    expect((await report(2, hostThat(due, null))).view.elsewhere).toBe(false);
    expect((await report(1, hostThat(due, null), 'f'.repeat(32))).view.elsewhere).toBe(false);
  });
});

describe('a page that covers and says no more', () => {
  const cover = () => reportScreen(due, place(), { ...screen(2), status: 'waiting', patient: null });

  it.each([
    ['is gone: nothing is changing there', true, 'app_name'],
    ['is there: it is changing still', false, 'toolbar_title badge_covered'],
  ])('%s', async (_, gone, title) => {
    await report(1);
    vi.useFakeTimers();
    await cover();
    page.gone = gone;
    await vi.advanceTimersByTimeAsync(2_000);
    vi.useRealTimers();
    expect(titles.at(-1)?.trim()).toBe(title);
  });
});

it('what a switch overtook never comes back to the icon, however slow the browser stores', async () => {
  await report(1);
  const slow = Promise.withResolvers<void>();
  const store = vi.fn(() => slow.promise);
  stored = store;
  const gone = report(
    2,
    hostThat(async () => {
      throw new CodedError('wire:hostExited');
    }),
  );
  await vi.waitFor(() => expect(store).toHaveBeenCalled());
  const next = report(
    3,
    hostThat(async () => ({ state: 'none', count: 0 })),
  );
  await vi.waitFor(() => expect(titles.at(-1)).toContain('none'));
  // The answers wait for no disk: a mark that comes late would be overwritten by an answer that left after it.
  await Promise.all([gone, next]);
  slow.resolve();
  await new Promise(setImmediate);
  expect(titles.at(-1)).toContain('none');
});
