import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { cardEnvironment } from './card-environment.ts';
import type { ChangesAnswer, ChildLine, ChildRequest, ReadAnswer } from './child-protocol.ts';

/** The card layer as the host sees it: asked, answered, or dead. */
export interface CardProcess {
  /** Resolves within `timeoutMs` when nothing changes. Throws app:cardTimeout, app:cardLayerDied. */
  changes(timeoutMs: number): Promise<ChangesAnswer>;
  /** Throws app:cardTimeout, app:cardLayerDied. A process that was late is ended. */
  read(reader: string, key: string): Promise<ReadAnswer>;
  readonly alive: boolean;
  stop(): void;
}

export interface CardCommand {
  /** Program and arguments that end in `runCardChild()`. */
  command: readonly [string, ...string[]];
  env?: NodeJS.ProcessEnv;
}

/** The first read takes 6-10 s on some PCs (style.md, complaint 10). */
const READ_MS = 15_000;
/** What a call that should come back at once may take: the process starts and loads its library within it. */
const GRACE_MS = 5_000;
/** How long another program's transaction is waited for before the card counts as in use. */
const TURN_MS = 2_000;

type Asked = ChildRequest extends infer R ? (R extends ChildRequest ? Omit<R, 'id'> : never) : never;

interface Pending {
  phase: 'asked' | 'waiting' | 'reading';
  timer: NodeJS.Timeout;
  done(answer: ChangesAnswer & ReadAnswer): void;
  fail(error: CodedError): void;
}

/** Starts the child. The deadlines are shorter in tests of a library that hangs. */
export function startCardProcess(
  { command: [program, ...args], env }: CardCommand,
  { readMs = READ_MS, graceMs = GRACE_MS } = {},
): CardProcess {
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: cardEnvironment(env ?? process.env),
  });
  const pending = new Map<number, Pending>();
  let alive = true;
  let last = 0;

  function died(): void {
    alive = false;
    for (const { fail, timer } of pending.values()) {
      clearTimeout(timer);
      fail(new CodedError('app:cardLayerDied'));
    }
    pending.clear();
  }
  child.on('error', died).on('exit', died);
  child.stdin.on('error', () => {});
  createInterface({ input: child.stdout }).on('line', (line) => hear(JSON.parse(line) as ChildLine));

  function ask<A>(request: Asked, deadlineMs: number): Promise<A> {
    if (!alive) return Promise.reject(new CodedError('app:cardLayerDied'));
    last += 1;
    const id = last;
    child.stdin.write(`${JSON.stringify({ id, ...request })}\n`);
    return new Promise<A>((resolve, fail) => {
      const timer = setTimeout(() => late(id), deadlineMs);
      pending.set(id, { phase: 'asked', timer, done: (answer) => resolve(answer as A), fail });
    });
  }

  function hear(answer: ChildLine): void {
    const waiter = pending.get(answer.id);
    if (!waiter) return;
    clearTimeout(waiter.timer);
    if ('phase' in answer) {
      waiter.phase = answer.phase;
      waiter.timer = setTimeout(() => late(answer.id), answer.phase === 'waiting' ? TURN_MS : readMs);
    } else {
      pending.delete(answer.id);
      waiter.done(answer as ChangesAnswer & ReadAnswer);
    }
  }

  /** Nothing can take a thread back from a library that hangs, so the process goes, and its locks with it. */
  function late(id: number): void {
    const waiter = pending.get(id);
    pending.delete(id);
    if (waiter?.phase === 'waiting') waiter.done({ failed: 'busy', code: 'transaction' });
    else waiter?.fail(new CodedError('app:cardTimeout'));
    stop();
  }

  function stop(): void {
    child.kill('SIGKILL');
    died();
  }

  return {
    changes: (timeoutMs) => ask({ op: 'changes', timeoutMs }, timeoutMs + graceMs),
    read: (reader, key) => ask({ op: 'read', reader, key }, readMs),
    get alive() {
      return alive;
    },
    stop,
  };
}
