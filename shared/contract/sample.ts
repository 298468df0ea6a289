import * as v from 'valibot';
import { identity, matching, OperationName, text, valued, within } from './values.ts';

/**
 * The role of IPR_ET_XML_Sample: which operations and cases a hospital's test upload holds before it may send
 * in earnest. A case states only what makes it one; the rest of each document is made up.
 */
const CaseKey = matching(
  /^[A-Za-z]+(\.[A-Za-z]+)?$/,
  '英文字母的名稱，例如 issue.emergency / a name in letters, e.g. issue.emergency',
);
const Case = v.strictObject({
  key: CaseKey,
  operation: valued(OperationName),
  title: valued(text(60)),
  /** Records in the file. */
  count: valued(within(1, 100)),
  /** Domain key → what each record states there; a code's meaning where the key is a code. */
  states: v.optional(valued(v.record(v.string(), text(200)))),
});

export const SampleSchema = v.strictObject({
  ...identity,
  title: valued(text(120)),
  channel: valued(v.literal('sample')),
  flow: valued(text(40)),
  formatDocument: valued(text(200)),
  cases: v.pipe(v.array(Case), v.minLength(1)),
});

export type SampleSet = v.InferOutput<typeof SampleSchema>;
export type SampleCase = v.InferOutput<typeof Case>;
