import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { NationalId } from '../../shared/domain/national-id.ts';
import type { Call } from '../wire/handlers.ts';
import { createAnswers } from './answers.ts';
import type { QueryAnswer } from './decode.ts';

const [ONE, TWO] = ['A123456789', 'B123456780'] as [NationalId, NationalId];
const OWN = 'query-own-6.0';
const KEEP_MS = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Questions that the test answers by hand. */
function make(keepMs = KEEP_MS) {
  const asked: { patient: NationalId; call: Call; answer(): void; fail(error: Error): void }[] = [];
  const answers = createAnswers(
    (_, { patient }, call) =>
      new Promise((resolve, reject) => {
        const answer: QueryAnswer = {
          code: '0000',
          whose: { id: patient, name: null, birthDate: null },
          referrals: [],
        };
        asked.push({ patient, call, answer: () => resolve(answer), fail: reject });
        call.signal.addEventListener('abort', () => reject(new Error('aborted')));
      }),
    keepMs,
    () => Date.now(),
  );
  const fetch = (patient = ONE, call = caller().call) =>
    answers.fetch(OWN, { patient, doctor: null }, call).catch((error: Error) => error.message);
  return { asked, answers, fetch };
}

function caller() {
  const controller = new AbortController();
  const phases: string[] = [];
  const call: Call = {
    sender: 'panel',
    signal: controller.signal,
    progress: (phase) => void phases.push(phase),
  };
  return { call, phases, abort: () => controller.abort() };
}

test('equal questions that overlap are asked once, others on their own', async () => {
  const { asked, fetch } = make();
  const [first, second, other] = [fetch(), fetch(), fetch(TWO)];
  expect(asked.map(({ patient }) => patient)).toEqual([ONE, TWO]);
  for (const { answer } of asked) answer();
  expect(await first).toBe(await second);
  expect(await other).toMatchObject({ whose: { id: TWO } });
});

test('one who gives up leaves the others their answer; the last one ends the question', async () => {
  const { asked, fetch } = make();
  const [impatient, patient] = [caller(), caller()];
  const [left, stayed] = [fetch(ONE, impatient.call), fetch(ONE, patient.call)];
  impatient.abort();
  expect(await left).toBe('wire:cancelled');
  expect(asked[0]?.call.signal.aborted).toBe(false);
  asked[0]?.answer();
  expect(await stayed).toMatchObject({ whose: { id: ONE } });

  const alone = caller();
  const given = fetch(TWO, alone.call);
  alone.abort();
  expect(await given).toBe('wire:cancelled');
  expect(asked[1]?.call.signal.aborted).toBe(true);
  fetch(TWO);
  expect(asked).toHaveLength(3);
});

test('one who had given up before is not waited for', async () => {
  const { fetch } = make();
  const gone = caller();
  gone.abort();
  expect(await fetch(ONE, gone.call)).toBe('wire:cancelled');
});

test('who joins late hears how far the question is', async () => {
  const { asked, fetch } = make();
  const [early, late] = [caller(), caller()];
  fetch(ONE, early.call);
  asked[0]?.call.progress('signing');
  asked[0]?.call.progress('asking');
  fetch(ONE, late.call);
  asked[0]?.call.progress('reading');
  expect(early.phases).toEqual(['signing', 'asking', 'reading']);
  expect(late.phases).toEqual(['asking', 'reading']);
});

test('an answer is kept for its time and then forgotten, not only hidden', async () => {
  const { asked, answers, fetch } = make();
  const first = fetch();
  asked[0]?.answer();
  await first;
  expect(answers.kept(OWN, ONE)).not.toBeNull();
  expect(answers.kept(OWN, TWO)).toBeNull();
  expect(answers.kept('query-other-6.0', ONE)).toBeNull();
  expect(vi.getTimerCount()).toBe(1);
  vi.advanceTimersByTime(KEEP_MS - 1);
  expect(answers.kept(OWN, ONE)).not.toBeNull();
  vi.advanceTimersByTime(1);
  expect(answers.kept(OWN, ONE)).toBeNull();
  expect(vi.getTimerCount()).toBe(0);
});

test('a failure is told to all who wait, and kept for nobody', async () => {
  const { asked, answers, fetch } = make();
  const both = [fetch(), fetch()];
  asked[0]?.fail(new Error('app:webTimeout'));
  expect(await Promise.all(both)).toEqual(['app:webTimeout', 'app:webTimeout']);
  expect(answers.kept(OWN, ONE)).toBeNull();
  fetch();
  expect(asked).toHaveLength(2);
});

test('with no time to be kept, nothing is', async () => {
  const { asked, answers, fetch } = make(0);
  const first = fetch();
  asked[0]?.answer();
  await first;
  expect(answers.kept(OWN, ONE)).toBeNull();
});

test('weeks of patients do not grow the memory', async () => {
  const { asked, answers, fetch } = make();
  const ids = Array.from({ length: 1_000 }, (_, i) => `A1${String(i).padStart(8, '0')}` as NationalId);
  for (const id of ids) {
    const one = fetch(id);
    asked.at(-1)?.answer();
    await one;
  }
  expect(ids.filter((id) => answers.kept(OWN, id)).length).toBeLessThanOrEqual(200);
  expect(answers.kept(OWN, ids.at(-1) ?? ONE)).not.toBeNull();
});
