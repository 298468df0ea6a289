import type { TaiwanDate } from '../domain/taiwan-date.ts';

/**
 * What the documents of the batch channel say, in the domain's own words. A document is a flat record of these
 * keys (`null`: nothing stated); a group is a list of such records. Wire names, lengths and code values are data
 * in the contract files. Fields: the guide's flows, 轉診實施辦法 7, 醫療法施行細則 51, 附表二.
 */
type Rule =
  | { kind: 'text'; must: boolean }
  | { kind: 'date'; must: boolean }
  | { kind: 'bytes'; must: boolean }
  | { kind: 'code'; must: boolean; means: readonly string[] };
export interface GroupRule {
  kind: 'group';
  of: Readonly<Record<string, Rule>>;
}
export type KeyRule = Rule | GroupRule;
export type DocumentRules = Readonly<Record<string, KeyRule>>;

const text = { kind: 'text', must: false } as const;
const need = { kind: 'text', must: true } as const;
const date = { kind: 'date', must: false } as const;
const needDate = { kind: 'date', must: true } as const;
const code = <const M extends readonly string[]>(...means: M) =>
  ({ kind: 'code', must: false, means }) as const;
const needCode = <const M extends readonly string[]>(...means: M) =>
  ({ kind: 'code', must: true, means }) as const;
const group = <const G extends Record<string, Rule>>(of: G) => ({ kind: 'group', of }) as const;

/** 轉診單 names its patient, reply and mark name him again: what is not the same person's is refused. */
const patient = { 'patient.id': need, 'patient.birthDate': needDate, 'patient.name': text } as const;
/** 院所自編序號 or 轉診單序號: whichever the form shows. */
const number = { institutionReferralNo: text, platformReferralNo: text } as const;
const diagnosis = { rank: needCode('main', 'other'), code: need, name: text } as const;

/** 轉診單 (flows 1 and 3). */
const referral = {
  institutionReferralNo: text,
  platformReferralNo: text,
  'sender.code': need,
  'sender.name': text,
  'sender.address': text,
  'sender.phone': text,
  'sender.fax': text,
  'sender.department': text,
  'sender.doctorName': text,
  'sender.doctorId': text,
  ...patient,
  'patient.sex': code('male', 'female'),
  'patient.contact': text,
  'patient.phone': text,
  'patient.address': text,
  /** 病情摘要(主訴及簡短病史) */
  summary: text,
  diagnoses: group(diagnosis),
  examinedOn: date,
  examination: text,
  medicatedOn: date,
  /** 最近一次用藥或手術名稱 */
  medication: text,
  allergy: text,
  purpose: needCode('emergency', 'inpatient', 'outpatient', 'examination', 'followUp', 'other'),
  /** 檢查項目, of purpose `examination` */
  examinationItems: text,
  /** of purpose `other` */
  purposeNote: text,
  issuedOn: needDate,
  validUntil: date,
  arrangedOn: date,
  'arranged.department': text,
  'arranged.room': text,
  'arranged.no': text,
  'receiver.code': need,
  'receiver.name': text,
  'receiver.department': text,
  'receiver.doctorName': text,
  'receiver.address': text,
  'receiver.phone': text,
  /** Flow 3: the referral that the patient came with, by the number on its form. */
  'received.institutionReferralNo': text,
  'received.platformReferralNo': text,
  /** Flow 3: back to the sender, or onward to another institution. */
  way: code('back', 'onward'),
  consent: code('yes', 'no'),
} as const;

/** 處理情形 and 治療摘要 (flows 2 and 4). */
const handling = {
  stage: needCode('initial', 'final'),
  disposition: needCode(
    'emergencyReferred',
    'emergencyAdmitted',
    'admitted',
    'outpatient',
    'treatedReturned',
    'other',
  ),
  /** ＿醫院, of `emergencyReferred` */
  dispositionHospital: text,
  /** ＿病房, of `emergencyAdmitted` and `admitted` */
  dispositionWard: text,
  /** ＿科, of `outpatient` */
  dispositionDepartment: text,
  /** 建議事項, of `treatedReturned` */
  advice: text,
  /** of `other` */
  dispositionNote: text,
  'mainDiagnosis.code': text,
  'mainDiagnosis.name': text,
  /** 治療藥物或手術名稱 */
  treatment: text,
  /** 輔助診斷之檢查結果 */
  findings: text,
  acceptedOn: date,
  dischargedOn: date,
  repliedOn: needDate,
  'replier.code': need,
  'replier.name': text,
  'replier.phone': text,
  'replier.department': text,
  'replier.doctorName': text,
  'replier.doctorId': text,
} as const;

const reply = { ...number, ...patient, ...handling } as const;

/** 受理及取消受理 */
const acceptance = {
  ...number,
  ...patient,
  action: needCode('accept', 'cancel'),
  actedOn: needDate,
  'actor.code': need,
  note: text,
} as const;

/** 設定連繫處理／無須轉回註記 */
const mark = {
  ...number,
  ...patient,
  mark: needCode('contactHandled', 'noReturnNeeded'),
  set: needCode('yes', 'no'),
  actedOn: needDate,
  'actor.code': need,
  note: text,
} as const;

/** One attached file. `type` follows from its content. */
const attachment = {
  ...number,
  'patient.id': need,
  serial: need,
  fileName: need,
  type: needCode('pdf', 'jpeg', 'png', 'dicom', 'text'),
  description: text,
  content: { kind: 'bytes', must: true },
} as const;

/** What the platform keeps of one referral: the form, and everything that happened to it. */
const complete = {
  ...referral,
  platformReferralNo: need,
  acceptance: needCode('none', 'accepted', 'cancelled'),
  acceptedOn: date,
  visitedOn: date,
  dischargedOn: date,
  contactHandled: needCode('yes', 'no'),
  noReturnNeeded: needCode('yes', 'no'),
  replies: group(handling),
} as const;

/** One line of 轉診清單. */
const listRow = {
  direction: needCode('in', 'out'),
  platformReferralNo: need,
  institutionReferralNo: text,
  'patient.id': need,
  'patient.name': text,
  'patient.birthDate': date,
  issuedOn: needDate,
  validUntil: date,
  'sender.code': need,
  'sender.name': text,
  'receiver.code': need,
  'receiver.name': text,
  department: text,
  purpose: text,
  acceptance: needCode('none', 'accepted', 'cancelled'),
  acceptedOn: date,
  initialReplyOn: date,
  finalReplyOn: date,
  contactHandled: needCode('yes', 'no'),
  noReturnNeeded: needCode('yes', 'no'),
} as const;

/** What a download asks for. */
const request = {
  institutionCode: need,
  from: date,
  until: date,
  direction: code('in', 'out'),
  ...number,
} as const;

/** What the NHI says of each uploaded record. */
const result = {
  institutionReferralNo: text,
  platformReferralNo: text,
  outcome: needCode('accepted', 'rejected'),
  reason: text,
  element: text,
  message: text,
} as const;

/** Once a file. */
const head = { institutionCode: need, preparedOn: needDate, count: need } as const;

export const DOCUMENTS = {
  referral,
  reply,
  acceptance,
  mark,
  attachment,
  complete,
  listRow,
  request,
  result,
  head,
} as const satisfies Record<string, DocumentRules>;

export type DocumentKind = keyof typeof DOCUMENTS;

type ValueOf<R> = R extends GroupRule
  ? readonly Record_<R['of']>[]
  : R extends { kind: 'date' }
    ? TaiwanDate | null
    : R extends { kind: 'bytes' }
      ? Uint8Array | null
      : R extends { kind: 'code'; means: readonly (infer M)[] }
        ? M | null
        : string | null;
type Record_<D> = { [K in keyof D]: ValueOf<D[K]> };

/** One document of a kind: every key is there, `null` or an empty list where nothing is stated. */
export type DocumentOf<K extends DocumentKind> = Record_<(typeof DOCUMENTS)[K]>;
export type Referral = DocumentOf<'referral'>;
export type Reply = DocumentOf<'reply'>;
export type Acceptance = DocumentOf<'acceptance'>;
export type Mark = DocumentOf<'mark'>;
export type Attachment = DocumentOf<'attachment'>;
export type CompleteReferral = DocumentOf<'complete'>;
export type ListRow = DocumentOf<'listRow'>;

/** Any document, where code works by the contract and not by the kind. */
export type AnyDocument = { readonly [key: string]: DocumentValue };
export type DocumentValue = string | null | Uint8Array | readonly AnyDocument[];
