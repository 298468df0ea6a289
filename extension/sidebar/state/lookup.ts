import { type ReadonlySignal, signal } from '@preact/signals';
import type { AnswerOf, RequestOf } from '../../../shared/protocol/messages.ts';
import type { ErrorBody } from '../../../shared/protocol/schemas.ts';
import { errorBodyOf, type Phase, send } from '../../messaging/send.ts';

export type LookupType = 'referrals.read' | 'lookup.typed' | 'lookup.card';

export interface LookupState<T extends LookupType> {
  /** The call that is under way, and how far it is. */
  running: { phase: Phase | null } | null;
  /** Stays while the same patient is asked for again. */
  answer: AnswerOf<T> | null;
  error: ErrorBody | null;
}

export interface Lookup<T extends LookupType> {
  readonly state: ReadonlySignal<LookupState<T>>;
  run(body: RequestOf<T>): Promise<void>;
  cancel(): void;
  /** Drops all there is, and whatever a call under way will bring. */
  clear(): void;
}

const IDLE = { running: null, answer: null, error: null };

/** One lookup at a time, newest wins. `fits` refuses an answer that is not what was asked for. */
export function createLookup<T extends LookupType>(
  type: T,
  fits: (body: RequestOf<T>, answer: AnswerOf<T>) => ErrorBody | null,
  ask: typeof send = send,
): Lookup<T> {
  const state = signal<LookupState<T>>(IDLE);
  let current: AbortController | null = null;

  async function run(body: RequestOf<T>): Promise<void> {
    current?.abort();
    const mine = new AbortController();
    current = mine;
    const set = (change: Partial<LookupState<T>>) => {
      if (current === mine) state.value = { ...state.value, ...change };
    };
    set({ running: { phase: null }, error: null });
    try {
      const onProgress = (phase: Phase) => set({ running: { phase } });
      const answer = await ask(type, body, { signal: mine.signal, onProgress });
      const misfit = fits(body, answer);
      set(misfit ? { running: null, answer: null, error: misfit } : { running: null, answer });
    } catch (thrown) {
      set({ running: null, error: errorBodyOf(thrown) });
    } finally {
      if (current === mine) current = null;
    }
  }

  return {
    state,
    run,
    cancel: () => current?.abort(),
    clear() {
      const before = current;
      current = null;
      state.value = IDLE;
      before?.abort();
    },
  };
}
