import { createInterface } from 'node:readline';
import type { ChangesAnswer, ChildLine, ChildRequest, Failure, ReadAnswer } from './child-protocol.ts';
import { loadPcsc, type Pcsc, type ReaderState } from './pcsc.ts';
import { failureOf, meansNoReader, readBasicData } from './read-card.ts';

const PRESENT = 0x20;
/** Another program has the card open: a connection may have to wait for the end of its transaction. */
const IN_USE = 0x100;

/**
 * The only process that loads PC/SC: it may hang or die without the host. Takes requests on stdin, one JSON
 * line each, and answers in order on stdout; calls never overlap. Ends with its parent.
 */
export function runCardChild(library?: string): Promise<never> {
  const say = (line: ChildLine) => process.stdout.write(`${JSON.stringify(line)}\n`);
  const layer = cardLayer(library);
  let queue: Promise<unknown> = Promise.resolve();
  createInterface({ input: process.stdin })
    .on('line', (line) => {
      const request = JSON.parse(line) as ChildRequest;
      layer.interrupt();
      queue = queue.then(async () => {
        const answer =
          request.op === 'changes'
            ? await layer.changes(request.timeoutMs)
            : await layer.read(request.reader, request.key, (phase) => say({ id: request.id, phase }));
        say({ id: request.id, ...answer });
      });
    })
    // Not process.exit: that waits for a library that hangs.
    .on('close', () => process.kill(process.pid, 'SIGKILL'));
  return new Promise(() => {});
}

function cardLayer(library: string | undefined) {
  let pcsc: Pcsc | null = null;
  let context: number | bigint | null = null;
  let known: ReaderState[] = [];
  /** How often each reader was seen to go from empty to full: names insertions where PC/SC does not count. */
  const insertions = new Map<string, number>();
  let waiting = false;
  let pending = 0;

  async function open() {
    pcsc ??= loadPcsc(library);
    context ??= await pcsc.establish();
    return { pcsc, context };
  }

  async function failed(thrown: unknown): Promise<Failure> {
    const failure = failureOf(thrown);
    if (failure.failed === 'noService') {
      const old = context;
      context = null;
      known = [];
      if (pcsc && old !== null) await pcsc.release(old).catch(() => {});
    }
    return failure;
  }

  /** Waits for a change of what was last told; at most `timeoutMs`, or until the next request comes. */
  async function look(timeoutMs: number): Promise<ReaderState[]> {
    const { pcsc, context } = await open();
    const names = await pcsc.readers(context);
    const listChanged = names.join('\0') !== known.map(({ name }) => name).join('\0');
    const states = names.map((name) => known.find((one) => one.name === name) ?? { name, state: 0 });
    waiting = pending === 1;
    try {
      return await pcsc.changes(context, states, listChanged || !waiting ? 0 : timeoutMs);
    } finally {
      waiting = false;
    }
  }

  function remember(states: ReaderState[]): void {
    for (const { name, state } of states) {
      const before = known.find((one) => one.name === name)?.state ?? 0;
      const inserted = (state & PRESENT) !== 0 && (before & PRESENT) === 0;
      if (inserted) insertions.set(name, (insertions.get(name) ?? 0) + 1);
    }
    known = states;
  }

  const keyOf = ({ name, state }: ReaderState) =>
    state & PRESENT ? `${name}#${state >>> 16}.${insertions.get(name) ?? 0}` : null;

  return {
    /** A request has come: whoever waits for a change must make room for it. */
    interrupt(): void {
      pending += 1;
      const nudge = () => {
        if (waiting && pending > 1 && pcsc && context !== null) {
          // Repeated, since a cancellation that comes a moment before the wait begins is lost.
          pcsc.cancel(context).catch(() => {});
          setTimeout(nudge, 50);
        }
      };
      nudge();
    },

    async changes(timeoutMs: number): Promise<ChangesAnswer> {
      try {
        remember(await look(timeoutMs));
        return { readers: known.map((one) => ({ name: one.name, key: keyOf(one) })) };
      } catch (thrown) {
        const failure = await failed(thrown);
        // A reader that went while we asked for it: the next look sees who is left.
        const gone = failure.failed === 'removed';
        if (gone) known = [];
        return gone || meansNoReader(failure) ? { readers: [] } : failure;
      } finally {
        pending -= 1;
      }
    },

    async read(
      reader: string,
      key: string,
      tell: (phase: 'waiting' | 'reading') => void,
    ): Promise<ReadAnswer> {
      try {
        const { pcsc, context } = await open();
        remember(await pcsc.changes(context, known, 0));
        const now = known.find(({ name }) => name === reader);
        const nowKey = now ? keyOf(now) : null;
        if (nowKey !== key) return { failed: nowKey ? 'changed' : 'removed', code: 'key' };
        if (now && now.state & IN_USE) tell('waiting');
        return await readBasicData(pcsc, context, reader, tell);
      } catch (thrown) {
        return await failed(thrown);
      } finally {
        pending -= 1;
      }
    },
  };
}
