import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Screen } from '../../shared/protocol/extension-messages.ts';
import type { BadgeView } from '../../shared/protocol/schemas.ts';
import type { Shown } from './badge/face.ts';

type Asked = { body: Screen; answer(view: Partial<BadgeView>): void };
const reports: Asked[] = [];

vi.stubGlobal('document', { hidden: false });
vi.stubGlobal('chrome', {
  runtime: {
    id: 'us',
    sendMessage({ body }: { body: Screen }, answered: (reply: unknown) => void) {
      const view = { state: 'cannotTell', count: 0, elsewhere: false, reason: null };
      const { nonce, seq } = body;
      const answer = (change: object) =>
        answered({ ok: true, body: { nonce, seq, view: { ...view, ...change } } });
      reports.push({ body, answer });
    },
  },
});
const { Session } = await import('./session.ts');

const rest = { name: null, sex: null, chartNo: null, department: null, doctor: null, visitType: null };
const patient = { id: 'A123456789' as never, birthDate: null, ...rest };
let drawn: Shown[];
let session: InstanceType<typeof Session>;

beforeEach(() => {
  vi.useFakeTimers();
  reports.length = 0;
  drawn = [];
  session = new Session({ show: (shown) => drawn.push(shown), stands: () => true, gone: () => {} });
  session.whole({ verdict: { status: 'patient', patient }, activeVisit: true });
});
afterEach(() => vi.useRealTimers());

const last = () => reports.at(-1) as Asked;
const state = () => (drawn.at(-1) as BadgeView).state;
const push = (change: Partial<BadgeView>) => {
  const { nonce, seq } = last().body;
  session.draw({ nonce, seq, view: { state: 'due', count: 2, elsewhere: false, reason: null, ...change } });
};

test('a document that only waited says so once more when it goes, one that told nothing does not', () => {
  session.cover();
  session.cover();
  expect(reports).toHaveLength(2);
  session.cover(true);
  expect(reports.map(({ body }) => body.status)).toEqual(['patient', 'waiting', 'waiting']);
  new Session({ show: () => {}, stands: () => true, gone: () => {} }).cover(true);
  expect(reports).toHaveLength(3);
});

test('a lookup that was given up for another one, of which nothing is heard, is asked for again', () => {
  vi.advanceTimersByTime(1_000);
  last().answer({ reason: 'wire:cancelled' });
  expect(state()).toBe('lookingUp');
  vi.advanceTimersByTime(15_000);
  expect(reports).toHaveLength(2);
  last().answer({ state: 'due', count: 2 });
  expect(state()).toBe('due');
});

test('so is one whose refresh was given up while the badge showed an answer', () => {
  last().answer({ state: 'due', count: 2 });
  session.whole({ verdict: { status: 'patient', patient }, activeVisit: true }, 'refresh');
  vi.advanceTimersByTime(1_000);
  last().answer({ reason: 'wire:cancelled' });
  vi.advanceTimersByTime(15_000);
  expect(reports).toHaveLength(3);
});

test('a search that the worker announced and never ended is asked for again', () => {
  last().answer({ reason: 'wire:hostExited' });
  push({ state: 'lookingUp', count: 0 });
  vi.advanceTimersByTime(15_000);
  expect(reports).toHaveLength(2);
});

test.each([
  ['the other one is answered', () => push({})],
  ['the page shows somebody else', () => session.cover()],
  ['the extension is gone', () => session.stop()],
])('nothing is asked for again once %s', (_, then) => {
  last().answer({ reason: 'wire:cancelled' });
  then();
  const before = reports.length;
  vi.advanceTimersByTime(15_000);
  expect(reports.length).toBe(before);
});
