import { type Note, note, passes } from '../../shared/protocol/doctor-texts.ts';
import type { ErrorKey } from '../../shared/protocol/errors/codes.ts';
import { OTHER, OWN } from '../query/service.ts';
import type { LookupEnd, Store } from '../store/store.ts';
import { ago, DAY_MS } from './ago.ts';
import { type Finding, ok, type Probe, skipped } from './probe.ts';

type Ends = Awaited<ReturnType<Store['lastEnds']>> & { operation: string };

/** How the queries last ended, as the record of lookups has it. A query is about a patient: none is made here. */
export const nhiAnswerProbe: Probe = {
  link: 'nhiAnswer',
  needs: ['store'],
  past: ['nhi', 'sam'],
  run: async ({ parts }) => {
    const each = [OWN, OTHER].map(async (operation) => ({
      operation,
      ...(await parts.store().lastEnds(operation)),
    }));
    return answerFinding(await Promise.all(each), Date.now());
  },
};

/** Of several operations, the first that fails now decides, else the first. */
export function answerFinding(all: readonly Ends[], now: number): Finding {
  const asked = all.filter(({ answered, failed }) => answered ?? failed);
  const one = asked.find(({ failed }) => failed) ?? asked[0];
  if (!one) return skipped(note('neverAsked'), note('askToTest'));
  const { operation, answered, failed } = one;
  const good = answered
    ? [note('answered', operation, answered.result.replace('ok', 'web')), ago(answered.at, now)]
    : [];
  if (failed) return failing([...good, ...failureNotes(one, failed, now)], failed);
  const fresh = answered && now - answered.at < DAY_MS;
  return fresh ? ok(...good) : skipped(...good, note('askToTest'));
}

function failing(notes: Note[], { result }: LookupEnd): Finding {
  const state = passes(result) ? 'warn' : 'fail';
  return { state, notes: [...notes, note('askToTest')], error: result as ErrorKey };
}

function failureNotes({ operation, answered }: Ends, { at }: LookupEnd, now: number): Note[] {
  return [note(answered ? 'failed' : 'onlyFailed', operation), ago(at, now)];
}
