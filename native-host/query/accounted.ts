import { type PatientKey, samePatient } from '../../shared/domain/patient.ts';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { toErrorBody } from '../../shared/protocol/errors/texts.ts';
import type { LookupOrigin, LookupStore } from '../store/store.ts';
import type { Call } from '../wire/handlers.ts';
import type { Answers, KeptAnswer } from './answers.ts';
import type { Ask } from './ask.ts';
import { failed, type Result } from './outcome.ts';

/** Who wants to know what of whom. */
export interface LookupRequest {
  patient: PatientKey;
  origin: LookupOrigin;
  /** As claimed by page or panel. */
  doctor: string | null;
  /** The HIS page's origin, or `cli`. */
  page: string;
  /** Ask again, even where an answer is kept. */
  refresh: boolean;
}

export interface AccountedParts {
  ask: Pick<Ask, 'permit'>;
  answers: Answers;
  store: LookupStore;
  now: () => number;
}

/**
 * One question with its record: the row is on disk before the query leaves, or before a kept answer is shown
 * to somebody who did not ask for it; no row, no answer. Never rejects, but for a call that was given up.
 */
export function accountedLookup(parts: AccountedParts) {
  return async (operation: string, request: LookupRequest, call: Call): Promise<Result> => {
    try {
      parts.ask.permit(operation);
      const kept = request.refresh ? null : parts.answers.kept(operation, request.patient.id);
      if (kept?.heardBy.has(whoAsks(request))) return resultOf(kept, 'cache', request);
      return await onRecord(parts, operation, request, call, kept);
    } catch (error) {
      return failed(error);
    }
  };
}

async function onRecord(
  { answers, store, now }: AccountedParts,
  operation: string,
  request: LookupRequest,
  call: Call,
  kept: KeptAnswer | null,
): Promise<Result> {
  const { origin, doctor, page, patient } = request;
  call.progress('audit');
  const row = await store.beginLookup({ origin, doctor, page, patient: patient.id, operation }, now());
  // The row itself is on disk; how it ended is written a turn later, so that the answer leaves first.
  const end = (how: string) => {
    setImmediate(() => void store.endLookup(row, how, now()).catch(() => undefined));
  };
  try {
    const answer = kept ?? (await answers.fetch(operation, { patient: patient.id, doctor }, call));
    const result = resultOf(answer, kept ? 'cache' : 'live', request);
    answer.heardBy.add(whoAsks(request));
    end(kept ? 'kept' : `ok:${answer.code}`);
    return result;
  } catch (error) {
    end(toErrorBody(error).key);
    throw error;
  }
}

/** ID and birth date decide whose an answer is. The NHI echoed the ID; the birth date is compared here. */
function resultOf(answer: KeptAnswer, source: 'live' | 'cache', { patient }: LookupRequest): Result {
  if (!samePatient(patient, answer.whose)) throw new CodedError('app:answerOtherPatient', 'birthDate');
  return { kind: 'answer', answer, source, at: answer.at };
}

function whoAsks({ origin, doctor, page }: LookupRequest): string {
  return JSON.stringify([origin, doctor, page]);
}
