import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { AnswerOf, RequestOf } from '../../../shared/protocol/messages.ts';
import type { Report } from '../../messaging/listen.ts';
import { answerFor, bound, followTab, hear, keepFrames, shown } from './screen.ts';
import type { PatientShown } from './shown.ts';

type Read = { body: RequestOf<'referrals.read'>; answer(body: unknown): void };
const worker = vi.hoisted(() => ({ reads: [] as unknown[], cancels: 0 }));
const reads = worker.reads as Read[];

vi.mock('webextension-polyfill', () => ({
  default: {
    runtime: {
      id: 'extension',
      onMessage: { addListener: () => {}, removeListener: () => {} },
      sendMessage: ({ type, body }: { type: string; body: unknown }) =>
        new Promise((answer) => {
          if (type === 'cancel') worker.cancels++;
          if (type === 'referrals.read') worker.reads.push({ body, answer });
        }),
    },
  },
}));

const NONCE = 'a'.repeat(32);
const [ANNA, BERT] = ['A123456789', 'B123456780'];

function report(id: string, seq: number, change: Partial<Report['screen']> = {}, nonce = NONCE): Report {
  const patient = { id, birthDate: '1976-03-12', name: null, sex: null, chartNo: null };
  return {
    tab: 7,
    frame: 0,
    page: 'https://his.example',
    screen: {
      nonce,
      seq,
      status: 'patient',
      field: null,
      patient: { ...patient, department: null, doctor: null, visitType: null } as never,
      activeVisit: true,
      visible: true,
      trusted: true,
      trigger: 'auto',
      ...change,
    },
  };
}

/** Answers as the host does; `change` tells of something else than what was asked. */
async function answer(read: Read | undefined, change: Partial<AnswerOf<'referrals.read'>> = {}) {
  if (!read) throw new Error('nothing was asked');
  const { binding, patient } = read.body;
  read.answer({
    ok: true,
    body: {
      binding,
      whose: { ...patient, name: null },
      badge: { state: 'none', count: 0, dueOn: null, source: 'live', asOf: null },
      own: { kind: 'notAsked' },
      other: { kind: 'notAsked' },
      ...change,
    },
  });
  await new Promise((then) => setTimeout(then));
}

const drawn = () => (shown.value.kind === 'patient' ? answerFor(shown.value)?.whose.id : undefined);
const newest = () => reads.at(-1);

beforeEach(() => {
  followTab(null);
  followTab(7);
  reads.length = 0;
  worker.cancels = 0;
});

describe('the patient on the screen', () => {
  test('is asked for once, and drawn', async () => {
    hear(report(ANNA, 1));
    hear(report(ANNA, 1));
    expect(reads).toHaveLength(1);
    await answer(newest());
    expect(drawn()).toBe(ANNA);
  });

  test('is covered as soon as another is on the screen, and its late answer is dropped', async () => {
    hear(report(ANNA, 1));
    const late = newest();
    hear(report(BERT, 2));
    expect(worker.cancels).toBe(1);
    await answer(late);
    expect(drawn()).toBeUndefined();
    await answer(newest());
    expect(drawn()).toBe(BERT);
  });

  test.each<[string, Partial<AnswerOf<'referrals.read'>>]>([
    ['tab', { binding: { tab: 8, frame: 0, nonce: NONCE, seq: 1 } }],
    ['frame', { binding: { tab: 7, frame: 1, nonce: NONCE, seq: 1 } }],
    ['nonce', { binding: { tab: 7, frame: 0, nonce: 'b'.repeat(32), seq: 1 } }],
    ['sequence', { binding: { tab: 7, frame: 0, nonce: NONCE, seq: 2 } }],
    ['ID', { whose: { id: BERT, name: null, birthDate: null } as never }],
    ['birth date', { whose: { id: ANNA, name: null, birthDate: '1976-03-13' } as never }],
  ])('never gets an answer with another %s', async (_, change) => {
    hear(report(ANNA, 1));
    await answer(newest(), change);
    expect(drawn()).toBeUndefined();
    expect(bound.state.value).toMatchObject({ answer: null, error: { key: 'app:answerOtherPatient' } });
  });

  test('is gone while the page is not whole, and asked for again after', async () => {
    hear(report(ANNA, 1));
    await answer(newest());
    hear(report(ANNA, 2, { status: 'waiting', patient: null }));
    expect(shown.value.kind).toBe('waiting');
    expect(bound.state.value.answer).toBeNull();
    hear(report(ANNA, 2));
    expect(reads).toHaveLength(2);
  });

  test('is not brought back by an older word of the same document', () => {
    hear(report(BERT, 2));
    hear(report(ANNA, 1));
    expect((shown.value as PatientShown).patient.id).toBe(BERT);
  });

  test.each([
    ['to be deleted', 0, true],
    ['in the back/forward cache, under another frame', 4711, true],
    ['in a browser that tells no life cycle', 0, false],
  ])('is not covered by the late good-bye of the document before: %s', (_, frame, leaving) => {
    hear(report(ANNA, 1));
    hear(report(BERT, 1, {}, 'b'.repeat(32)));
    const cancelled = worker.cancels;
    hear({ ...report(ANNA, 2, { status: 'waiting', patient: null }), frame }, leaving);
    expect((shown.value as PatientShown).patient.id).toBe(BERT);
    expect([reads.length, worker.cancels]).toEqual([2, cancelled]);
  });

  test('is covered by the good-bye while nobody came after, and by nothing that was read before', () => {
    hear(report(ANNA, 1));
    hear(report(ANNA, 2, { status: 'waiting', patient: null }), true);
    expect(shown.value.kind).toBe('waiting');
    keepFrames(() => false);
    for (const seq of [1, 2]) hear(report(ANNA, seq));
    expect(shown.value.kind).not.toBe('patient');
  });

  test('is who was covered last, even after the frame was dropped: an older reading says nothing', () => {
    hear(report(ANNA, 1));
    hear(report(ANNA, 2, { status: 'waiting', patient: null }));
    keepFrames(() => false);
    hear(report(ANNA, 1));
    expect(shown.value.kind).not.toBe('patient');
    hear(report(BERT, 2));
    expect((shown.value as PatientShown).patient.id).toBe(BERT);
  });

  test('of another tab is nobody here', () => {
    hear({ ...report(ANNA, 1), tab: 8 });
    expect(shown.value.kind).toBe('waiting');
    expect(reads).toHaveLength(0);
  });

  test('is not asked for by itself without an active visit', () => {
    hear(report(ANNA, 1, { activeVisit: false }));
    expect(reads).toHaveLength(0);
    expect(shown.value).toMatchObject({ kind: 'patient', held: 'app:noActiveVisit' });
  });

  test('in another tab takes everything with it', async () => {
    hear(report(ANNA, 1));
    await answer(newest());
    followTab(8);
    expect(shown.value.kind).toBe('waiting');
    expect(bound.state.value.answer).toBeNull();
  });
});
