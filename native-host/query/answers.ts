import type { NationalId } from '../../shared/domain/national-id.ts';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import type { Call } from '../wire/handlers.ts';
import type { Ask } from './ask.ts';
import type { QueryAnswer } from './decode.ts';
import type { SignatureFor } from './signature.ts';

/** An answer, and those on whose record it stands. */
export interface KeptAnswer extends QueryAnswer {
  /** When the NHI gave it, ms since the epoch. */
  at: number;
  heardBy: Set<string>;
}

export interface Answers {
  /** An answer that may be shown again without asking; null when there is none. */
  kept(operation: string, patient: NationalId): KeptAnswer | null;
  /** Asks, or joins the same question that is under way. Aborting `call` leaves the others their answer. */
  fetch(operation: string, need: SignatureFor, call: Call): Promise<KeptAnswer>;
}

interface Running {
  answer: Promise<KeptAnswer>;
  /** Ends the question once nobody waits for it. */
  controller: AbortController;
  waiting: Set<Call>;
  phase: Parameters<Call['progress']>[0] | null;
}

/** More than a day's clinic; a host that runs for weeks stays as large as it is. */
const MOST_KEPT = 200;

/** Keeps answers in memory for `keepMs`, and lets equal questions that overlap in time share one. */
export function createAnswers(ask: Ask['run'], keepMs: number, now: () => number): Answers {
  const kept = new Map<string, KeptAnswer>();
  const running = new Map<string, Running>();

  const keep = (key: string, answer: KeptAnswer) => {
    kept.delete(key);
    kept.set(key, answer);
    const oldest = kept.size > MOST_KEPT ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
    setTimeout(() => kept.get(key) === answer && kept.delete(key), keepMs).unref();
  };

  const start = (key: string, operation: string, need: SignatureFor): Running => {
    const controller = new AbortController();
    const one: Running = { answer: never, controller, waiting: new Set(), phase: null };
    const progress: Call['progress'] = (phase) => {
      one.phase = phase;
      for (const call of one.waiting) call.progress(phase);
    };
    one.answer = ask(operation, need, { sender: 'worker', signal: controller.signal, progress })
      .then((answer) => {
        const whole = { ...answer, at: now(), heardBy: new Set<string>() };
        if (keepMs > 0) keep(key, whole);
        return whole;
      })
      .finally(() => running.get(key) === one && running.delete(key));
    running.set(key, one);
    return one;
  };

  return {
    kept(operation, patient) {
      const answer = kept.get(keyOf(operation, patient));
      const age = answer ? now() - answer.at : -1;
      return answer && age >= 0 && age < keepMs ? answer : null;
    },
    fetch(operation, need, call) {
      const key = keyOf(operation, need.patient);
      const one = running.get(key) ?? start(key, operation, need);
      const leftAlone = () => {
        if (running.get(key) === one) running.delete(key);
        one.controller.abort();
      };
      return waitFor(one, call, leftAlone);
    },
  };
}

const never = new Promise<never>(() => {});

function waitFor(one: Running, call: Call, leftAlone: () => void): Promise<KeptAnswer> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      one.waiting.delete(call);
      call.signal.removeEventListener('abort', cancel);
    };
    const cancel = () => {
      leave();
      reject(new CodedError('wire:cancelled'));
      if (one.waiting.size === 0) leftAlone();
    };
    one.waiting.add(call);
    call.signal.addEventListener('abort', cancel);
    if (one.phase) call.progress(one.phase);
    one.answer.then(resolve, reject).finally(leave);
    if (call.signal.aborted) cancel();
  });
}

function keyOf(operation: string, patient: NationalId): string {
  return `${operation} ${patient}`;
}
