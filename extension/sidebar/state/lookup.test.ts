import { describe, expect, test, vi } from 'vitest';
import { CodedError } from '../../../shared/protocol/errors/codes.ts';
import { toErrorBody } from '../../../shared/protocol/errors/texts.ts';
import type { AnswerOf, RequestOf } from '../../../shared/protocol/messages.ts';
import { CallFailed, type CallOptions, type send } from '../../messaging/send.ts';
import { createLookup } from './lookup.ts';
import { misfit } from './whose.ts';

vi.mock('webextension-polyfill', () => ({ default: {} }));

type Answer = AnswerOf<'lookup.typed'>;
const request = (id: string) => ({ id, refresh: false, doctor: null }) as RequestOf<'lookup.typed'>;
const answer = (id: string) =>
  ({
    whose: { id, name: '王小明', birthDate: null },
    badge: { state: 'none', count: 0, dueOn: null, source: 'live', asOf: null },
    own: { kind: 'notAsked' },
    other: { kind: 'notAsked' },
  }) as Answer;

/** A worker whose answers come when the test says so, and which honours a cancel as the real one does. */
function fakeWorker() {
  const calls: { resolve(answer: Answer): void; options: CallOptions }[] = [];
  const ask = ((_type: string, _body: unknown, options: CallOptions) =>
    new Promise((resolve, reject) => {
      calls.push({ resolve, options });
      options.signal?.addEventListener('abort', () =>
        reject(new CallFailed(toErrorBody(new CodedError('wire:cancelled')))),
      );
    })) as unknown as typeof send;
  const lookup = createLookup('lookup.typed', ({ id }, given) => misfit({ id, birthDate: null }, given), ask);
  return { calls, lookup };
}

describe('one lookup', () => {
  test('its answer, after its progress', async () => {
    const { calls, lookup } = fakeWorker();
    const done = lookup.run(request('A123456789'));
    calls[0]?.options.onProgress?.('signing');
    expect(lookup.state.value).toMatchObject({ running: { phase: 'signing' }, answer: null });
    calls[0]?.resolve(answer('A123456789'));
    await done;
    expect(lookup.state.value).toMatchObject({ running: null, answer: { whose: { id: 'A123456789' } } });
  });

  test('an answer about somebody else is dropped, and said to be', async () => {
    const { calls, lookup } = fakeWorker();
    const done = lookup.run(request('A123456789'));
    calls[0]?.resolve(answer('B123456780'));
    await done;
    expect(lookup.state.value).toMatchObject({ answer: null, error: { key: 'app:answerOtherPatient' } });
  });

  test('after a clear nothing comes back: neither answer nor error', async () => {
    const { calls, lookup } = fakeWorker();
    const done = lookup.run(request('A123456789'));
    lookup.clear();
    calls[0]?.resolve(answer('A123456789'));
    await done;
    expect(lookup.state.value).toEqual({ running: null, answer: null, error: null });
    expect(calls[0]?.options.signal?.aborted).toBe(true);
  });

  test('the newer of two wins, whichever answers first', async () => {
    const { calls, lookup } = fakeWorker();
    const first = lookup.run(request('A123456789'));
    const second = lookup.run(request('B123456780'));
    calls[1]?.resolve(answer('B123456780'));
    calls[0]?.resolve(answer('A123456789'));
    await Promise.all([first, second]);
    expect(lookup.state.value).toMatchObject({ answer: { whose: { id: 'B123456780' } }, error: null });
  });

  test('a cancel says that it was cancelled', async () => {
    const { lookup } = fakeWorker();
    const done = lookup.run(request('A123456789'));
    lookup.cancel();
    await done;
    expect(lookup.state.value).toMatchObject({ running: null, error: { key: 'wire:cancelled' } });
  });
});
