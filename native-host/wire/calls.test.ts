import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HostFrame } from '../../shared/protocol/envelope.ts';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { hostMessages } from '../../shared/protocol/host-messages.ts';
import type { LogEntry } from '../log/entry.ts';
import { Calls } from './calls.ts';
import type { Call, Handlers } from './handlers.ts';

const never = () => new Promise<never>(() => {});
const failing = async (): Promise<never> => expect.fail('not asked for');
const NONE: Handlers = {
  'badge.lookup': failing,
  'referrals.read': failing,
  'lookup.typed': failing,
  'lookup.card': failing,
  'card.watch': failing,
  'reader.verifySam': failing,
  'page.note': failing,
  'doctor.run': failing,
};

function start(handlers: Partial<Handlers>) {
  const sent: HostFrame[] = [];
  const logged: LogEntry[] = [];
  const log = { write: (entry: LogEntry) => void logged.push(entry) };
  const calls = new Calls({
    handlers: { ...NONE, ...handlers },
    send: (frame) => void sent.push(frame),
    log,
  });
  const ask = (id: string, type = 'doctor.run', body: unknown = {}) =>
    calls.take({ v: 2, id, type, sender: 'panel', body });
  return { calls, ask, sent, logged };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

describe('Calls', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('answers in the name of a handler that hangs when its deadline has passed, and tells it to stop', async () => {
    let call: Call | undefined;
    const { ask, sent } = start({
      'doctor.run': (_body, given) => {
        call = given;
        return never();
      },
    });
    ask('a');
    await vi.advanceTimersByTimeAsync(hostMessages['doctor.run'].deadlineMs - 1);
    expect(sent).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(sent).toMatchObject([{ id: 'a', ok: false, error: { key: 'wire:deadline' } }]);
    expect(call?.signal.aborted).toBe(true);
  });

  it.each([[[]], [null], [''], [[{}]]])('refuses the body %j where no key is asked for', async (body) => {
    const { ask, sent } = start({});
    ask('a', 'card.watch', body);
    await settle();
    expect(sent).toMatchObject([{ id: 'a', ok: false, error: { key: 'wire:badRequest' } }]);
  });

  it('says nothing more of a call that has ended', async () => {
    let call: Call | undefined;
    const { ask, sent } = start({
      'doctor.run': async (_body, given) => {
        call = given;
        return { links: [] };
      },
    });
    ask('a');
    await settle();
    call?.progress('checking');
    await vi.advanceTimersByTimeAsync(120_000);
    expect(sent).toEqual([{ id: 'a', ok: true, body: { links: [] } }]);
  });

  it('lets a call that cannot be cancelled run', async () => {
    const { calls, ask, sent } = start({
      'reader.verifySam': () => new Promise((resolve) => setTimeout(() => resolve({ sam: 2 }), 100)),
    });
    ask('a', 'reader.verifySam');
    calls.take({ v: 2, cancel: 'a' });
    await vi.advanceTimersByTimeAsync(100);
    expect(sent).toMatchObject([{ id: 'a', ok: true }]);
  });

  it('refuses an id that is in use, and takes it again afterwards', async () => {
    const { calls, ask, sent } = start({ 'doctor.run': never });
    ask('a');
    await settle();
    ask('a');
    expect(sent).toMatchObject([{ id: 'a', error: { key: 'wire:badRequest', field: 'id' } }]);
    calls.take({ v: 2, cancel: 'a' });
    await settle();
    ask('a');
    expect(sent).toHaveLength(2);
  });

  it('takes no more calls at once than a person could start', async () => {
    const { ask, sent } = start({ 'doctor.run': never });
    for (let i = 0; i < 100; i++) ask(`a${i}`);
    await settle();
    expect(sent).toHaveLength(100 - 64);
  });

  it('lets no answer out that is not as declared, and nothing in it that is not', async () => {
    const answers = [{ links: 'none' }, { links: [], signature: 'abc' }];
    const { ask, sent } = start({ 'doctor.run': async () => answers.shift() as never });
    ask('a');
    ask('b');
    await settle();
    expect(sent[0]).toMatchObject({ id: 'a', error: { key: 'wire:badAnswer', field: 'links' } });
    expect(sent[1]).toEqual({ id: 'b', ok: true, body: { links: [] } });
  });

  it('turns whatever is thrown into a code, and logs where it was thrown but not what it said', async () => {
    const { ask, sent, logged } = start({
      'doctor.run': async () => {
        throw new Error('A123456789 was not found');
      },
      'reader.verifySam': async () => {
        throw new CodedError('reader:4050');
      },
    });
    ask('a');
    ask('b', 'reader.verifySam');
    await settle();
    expect(sent).toMatchObject([
      { id: 'a', error: { key: 'app:internal' } },
      { id: 'b', error: { key: 'reader:4050', raw: '4050' } },
    ]);
    expect(logged.find(({ event }) => event === 'crash')?.at).toMatch(/^test\.ts:\d+$/);
    expect(JSON.stringify([sent, logged])).not.toContain('A123456789');
  });

  it('gives every call up at the end', async () => {
    const { calls, ask, sent } = start({ 'doctor.run': never });
    ask('a');
    ask('b');
    await calls.end(new CodedError('wire:disconnected'));
    expect(sent.map((frame) => 'error' in frame && frame.error.key)).toEqual([
      'wire:disconnected',
      'wire:disconnected',
    ]);
  });
});
