/** The domain's own words for what the NHI is sent and sends: all that code knows; their wire names are data. */

/** What a request may carry. `proof.*` comes out of a signature. */
export const REQUEST_KEYS = [
  'institutionCode',
  'doctorCardNo',
  'patientId',
  'patientCardKind',
  'virtualCardToken',
  'proof.signature',
  'proof.clientRandom',
  'proof.samId',
  'proof.institutionCode',
  'proof.serviceType',
  'proof.doctorCardNo',
  'proof.doctorId',
  'proof.patientCardNo',
  'proof.patientId',
] as const;

export type RequestKey = (typeof REQUEST_KEYS)[number];

type KeyRule = { kind: 'text' | 'rocDate'; must: boolean } | { kind: 'code'; means: readonly string[] };

const text = { kind: 'text', must: false } as const;
const day = { kind: 'rocDate', must: false } as const;
const mark = { kind: 'code', means: ['yes', 'no'] } as const;

/** What one referral of an answer holds; `must`: without it there is no referral to speak of. */
export const ANSWER_KEYS = {
  direction: { kind: 'code', means: ['in', 'out', 'elsewhere'] },
  platformReferralNo: text,
  institutionReferralNo: text,
  issuedOn: { kind: 'rocDate', must: true },
  validUntil: day,
  'sender.code': { kind: 'text', must: true },
  'sender.name': text,
  'receiver.code': { kind: 'text', must: true },
  'receiver.name': text,
  department: text,
  purpose: text,
  diagnosisCode: text,
  diagnosisName: text,
  summary: text,
  acceptance: { kind: 'code', means: ['none', 'accepted', 'cancelled'] },
  acceptedOn: day,
  visitedOn: day,
  dischargedOn: day,
  initialReplyOn: day,
  finalReplyOn: day,
  replySummary: text,
  contactHandled: mark,
  noReturnNeeded: mark,
} as const satisfies Record<string, KeyRule>;

export type AnswerKey = keyof typeof ANSWER_KEYS;

/** May this key not be left out of a contract, nor be optional in it? Codes always decide a state. */
export function isIndispensable(key: AnswerKey): boolean {
  const rule: KeyRule = ANSWER_KEYS[key];
  return rule.kind === 'code' || rule.must;
}
