import * as v from 'valibot';
import { OTHER_STATES, REFERRAL_STATES } from '../domain/badge-state.ts';
import { type NationalId, nationalId } from '../domain/national-id.ts';
import { type TaiwanDate, taiwanDate } from '../domain/taiwan-date.ts';

/** Shapes that several messages share. Requests are strict, answers ignore keys that are newer than we are. */

const text = (max: number) => v.pipe(v.string(), v.maxLength(max));
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

export const Day = v.custom<TaiwanDate>((x) => typeof x === 'string' && taiwanDate(x) === x);
export const Id = v.custom<NationalId>((x) => typeof x === 'string' && nationalId(x) === x);
export const ErrorKeyText = v.pipe(v.string(), v.regex(/^(reader|web|eii|wire|app):[A-Za-z0-9]+$/));

/** Which patient, in which document, an exchange is about. Every answer echoes all four. */
export const BindingSchema = v.strictObject({
  tab: whole,
  frame: whole,
  /** Made by the content script for its document; a reload makes a new one. */
  nonce: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)),
  /** Counts the patients that the document has shown. */
  seq: whole,
});

export const PatientKeySchema = v.strictObject({ id: Id, birthDate: v.nullable(Day) });

export const PatientContextSchema = v.strictObject({
  ...PatientKeySchema.entries,
  name: v.nullable(text(120)),
  sex: v.nullable(v.picklist(['M', 'F'])),
  chartNo: v.nullable(text(40)),
  department: v.nullable(text(60)),
  doctor: v.nullable(text(60)),
  visitType: v.nullable(text(60)),
});

export const BadgeStateSchema = v.object({
  state: v.picklist([...REFERRAL_STATES, ...OTHER_STATES]),
  count: whole,
  dueOn: v.nullable(Day),
  source: v.nullable(v.picklist(['live', 'cache', 'mirror'])),
  asOf: v.nullable(v.string()),
});

/** What may stand in a HIS page: a state, a count, a mark. `reason` is one of our codes, never NHI text. */
export const BadgeViewSchema = v.object({
  state: v.picklist([...REFERRAL_STATES, ...OTHER_STATES]),
  count: whole,
  elsewhere: v.boolean(),
  reason: v.nullable(ErrorKeyText),
});

const Institution = v.object({ code: text(10), name: v.nullable(text(120)) });

export const ReferralSchema = v.object({
  direction: v.picklist(['in', 'out', 'elsewhere']),
  platformReferralNo: v.nullable(text(40)),
  institutionReferralNo: v.nullable(text(40)),
  issuedOn: Day,
  validUntil: v.nullable(Day),
  sender: Institution,
  receiver: Institution,
  department: v.nullable(text(10)),
  purpose: v.nullable(text(4)),
  diagnosisCode: v.nullable(text(20)),
  diagnosisName: v.nullable(text(500)),
  summary: v.nullable(text(8000)),
  acceptance: v.picklist(['none', 'accepted', 'cancelled']),
  acceptedOn: v.nullable(Day),
  visitedOn: v.nullable(Day),
  dischargedOn: v.nullable(Day),
  initialReplyOn: v.nullable(Day),
  finalReplyOn: v.nullable(Day),
  replySummary: v.nullable(text(8000)),
  contactHandled: v.boolean(),
  noReturnNeeded: v.boolean(),
});

/** One thrown thing, coded. `field` names what was wrong in a request; it never holds a value. */
export const ErrorBodySchema = v.object({
  key: ErrorKeyText,
  class: v.picklist(['retry', 'wait', 'human', 'fatal']),
  field: v.optional(text(120)),
  /** The code as the NHI or the reader gave it, shown beside our text. */
  raw: v.optional(text(20)),
});

/** What one query of the NHI came to. A failure is an answer of its own, never an empty list. */
export const QueryOutcomeSchema = v.variant('kind', [
  v.object({
    kind: v.literal('answer'),
    referrals: v.array(ReferralSchema),
    standings: v.array(v.nullable(v.object({ state: v.string(), dueOn: v.nullable(Day) }))),
    source: v.picklist(['live', 'cache', 'mirror']),
    asOf: v.string(),
  }),
  v.object({ kind: v.literal('failed'), error: ErrorBodySchema }),
  v.object({ kind: v.literal('notAsked') }),
]);

/** Whose an answer is: a heading for views that are not bound to the screen. */
export const WhoseSchema = v.object({
  id: Id,
  name: v.nullable(text(120)),
  birthDate: v.nullable(Day),
});

export type Binding = v.InferOutput<typeof BindingSchema>;
export type BadgeView = v.InferOutput<typeof BadgeViewSchema>;
export type ErrorBody = v.InferOutput<typeof ErrorBodySchema>;
export type QueryOutcome = v.InferOutput<typeof QueryOutcomeSchema>;
export type Whose = v.InferOutput<typeof WhoseSchema>;

/** Does an answer belong to what was asked? Anything else is dropped, never drawn. */
export function sameBinding(a: Binding, b: Binding): boolean {
  return a.tab === b.tab && a.frame === b.frame && a.nonce === b.nonce && a.seq === b.seq;
}
