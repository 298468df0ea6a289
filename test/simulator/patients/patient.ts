/** What a patient stands for in tests. The order is the order in each queue's rounds. */
export const SCENARIOS = [
  'overdue',
  'due',
  'owedUnknown',
  'arrived',
  'summaryDue',
  'replyArrived',
  'outgoingWaiting',
  'replied',
  'expired',
  'none',
  'unknownToNhi',
  'severalAtOnce',
  'onlyElsewhere',
  'newborn',
  'sameInstitution',
  'mother',
  'child',
] as const;
export type Scenario = (typeof SCENARIOS)[number];

export const HIS_KINDS = ['frameset', 'postback', 'spa'] as const;
export type HisKind = (typeof HIS_KINDS)[number];

/** Dates are `YYYY-MM-DD`; keys and code words are the domain keys and values of the contract's answer. */
export interface SimReferral {
  direction: 'in' | 'out' | 'elsewhere';
  platformReferralNo: string | null;
  institutionReferralNo: string | null;
  issuedOn: string;
  validUntil: string | null;
  'sender.code': string;
  'sender.name': string;
  'receiver.code': string;
  'receiver.name': string;
  department: string;
  purpose: string;
  diagnosisCode: string;
  diagnosisName: string;
  summary: string;
  acceptance: 'none' | 'accepted' | 'cancelled';
  acceptedOn: string | null;
  visitedOn: string | null;
  dischargedOn: string | null;
  initialReplyOn: string | null;
  finalReplyOn: string | null;
  replySummary: string | null;
  contactHandled: 'yes' | 'no';
  noReturnNeeded: 'yes' | 'no';
}

/** What the badge has to say of a patient, stated by hand for each scenario. */
export interface Expected {
  state: string;
  count: number;
  dueOn: string | null;
}

/** What a HIS knows of its patient: nothing here comes from the NHI, and nothing holds a canary. */
export interface HisPatient {
  index: number;
  his: HisKind;
  /** Place in that HIS's queue, from 1. */
  queueNo: number;
  id: string;
  name: string;
  sex: 'M' | 'F';
  /** `YYYY-MM-DD` */
  birthDate: string;
  chartNo: string;
  departmentCode: string;
  department: string;
  doctor: string;
  visitType: string;
}

export interface SimPatient extends HisPatient {
  scenario: Scenario;
  expected: Expected;
  /** How many referrals at other institutions query 2 tells. */
  elsewhereCount: number;
  /** Stands in every NHI text of this patient and nowhere else. */
  canary: string;
  /** The mother's index for a child, the child's for a mother. */
  relative: number | null;
  /** Number of the physical NHI card. */
  cardNo: string;
  /** The text of the virtual NHI card's QR code. */
  virtualToken: string;
  own: SimReferral[];
  elsewhere: SimReferral[];
}

/** Nothing but what the HIS knows: a page that shows all it has still shows nothing of the NHI. */
export function asHisKnows(patient: SimPatient): HisPatient {
  const { index, his, queueNo, id, name, sex, birthDate, chartNo } = patient;
  const { departmentCode, department, doctor, visitType } = patient;
  return {
    index,
    his,
    queueNo,
    id,
    name,
    sex,
    birthDate,
    chartNo,
    departmentCode,
    department,
    doctor,
    visitType,
  };
}
