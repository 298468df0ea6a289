import type { AnswerElement, Operation } from '../contract.ts';
import type { Fault } from '../faults.ts';
import { toRoc } from '../patients/calendar.ts';
import type { SimPatient, SimReferral } from '../patients/patient.ts';
import { RETURN_TEXT, type ReturnCode } from './verify.ts';

type Record_ = Record<string, unknown>;

export function refusal({ answer }: Operation, code: string): Record_ {
  const text = code in RETURN_TEXT ? RETURN_TEXT[code as ReturnCode] : '未列之代碼';
  return { [answer.returnCode.value]: code, [answer.returnText.value]: `${text} NHICANARYMESSAGE` };
}

/** The success answer for `patientId`; a patient unknown to the NHI simply has no referrals. */
export function success(
  { answer }: Operation,
  patientId: string,
  patient: SimPatient | undefined,
  referrals: readonly SimReferral[],
  faults: readonly Fault[],
): Record_ {
  const has = (kind: Fault['kind']) => faults.some((fault) => fault.kind === kind);
  // How the NHI writes "no value" is not known: half of the patients get empty texts, half no key at all.
  const blanks = (patient?.index ?? 0) % 2 === 0;
  const list = referrals.map((referral) => encode(answer.elements, referral, blanks));
  const incomplete = has('incomplete');
  return {
    [answer.returnCode.value]: answer.success.value[0],
    [answer.returnText.value]: '',
    [answer.patientId.value]: has('wrongPatient') ? otherId(patientId) : patientId,
    [answer.patientBirthDate.value]: patient ? toRoc(patient.birthDate) : '',
    [answer.patientName.value]: patient ? `${patient.name} ${patient.canary}` : '',
    [answer.total.value]: incomplete ? Math.max(1, list.length) : list.length,
    [answer.list.value]: incomplete ? list.slice(0, -1) : list,
  };
}

function otherId(id: string): string {
  return id.slice(0, 9) + ((Number(id[9]) + 1) % 10);
}

function encode(elements: readonly AnswerElement[], referral: SimReferral, blanks: boolean): Record_ {
  const values: Record<string, string | null> = { ...referral };
  const record: Record_ = {};
  for (const element of elements) {
    const value = values[element.key] ?? null;
    if (value !== null) record[element.code.value] = encodeValue(element, value);
    else if (blanks) record[element.code.value] = '';
  }
  return record;
}

/** Throws when a test patient does not fit the contract: then the patient is wrong, not the client. */
function encodeValue({ key, kind, codes, maxBytes }: AnswerElement, value: string): string {
  const code = Object.entries(codes?.value ?? {}).find(([, word]) => word === value)?.[0];
  const text = kind.value === 'rocDate' ? toRoc(value) : kind.value === 'code' ? code : value;
  if (text === undefined || Buffer.byteLength(text) > maxBytes.value) throw new RangeError(`Unfit ${key}`);
  return text;
}
