import * as v from 'valibot';
import type { AnswerKey } from '../../shared/contract/keys.ts';
import type { AnswerElement, Operation } from '../../shared/contract/operation.ts';
import type { NationalId } from '../../shared/domain/national-id.ts';
import type { ReferralSummary } from '../../shared/domain/referral.ts';
import { fromRoc } from '../../shared/domain/roc-date.ts';
import type { TaiwanDate } from '../../shared/domain/taiwan-date.ts';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { ReferralSchema, type Whose } from '../../shared/protocol/schemas.ts';

/** A whole answer of a query: whose it is, and every referral that the NHI knows for it. */
export interface QueryAnswer {
  /** As the NHI wrote it: one of those that mean success. */
  code: string;
  whose: Whose;
  referrals: readonly ReferralSummary[];
}

const MAX_NAME = 120;

/**
 * Reads an answer, or throws: `web:<code>` for the NHI's own refusal, `app:answerOtherPatient`,
 * `app:answerIncomplete` when the list is not as long as stated, `app:answerUnreadable` naming the element.
 * An empty list comes back only from an answer that is whole and says so itself.
 */
export function decodeQuery({ answer }: Operation, patient: NationalId, json: unknown): QueryAnswer {
  const code = successCode(at(json, answer.returnCode.value), answer);
  const echoed = at(json, answer.patientId.value);
  if (typeof echoed !== 'string' || echoed === '') throw unreadable(answer.patientId.value);
  if (echoed.trim() !== patient) throw new CodedError('app:answerOtherPatient');
  const list = at(json, answer.list.value);
  if (!Array.isArray(list)) throw unreadable(answer.list.value);
  if (wholeNumber(at(json, answer.total.value), answer.total.value) !== list.length) {
    throw new CodedError('app:answerIncomplete');
  }
  const whose = { id: patient, name: nameOf(json, answer), birthDate: birthDateOf(json, answer) };
  const referrals = list.map((one, i) => readReferral(one, answer.elements, `${answer.list.value}[${i}]`));
  return { code, whose, referrals };
}

function successCode(code: unknown, { returnCode, success }: Operation['answer']): string {
  if (typeof code !== 'string' || !/^[A-Za-z0-9]{1,20}$/.test(code)) throw unreadable(returnCode.value);
  if (!success.value.includes(code)) throw new CodedError(`web:${code}`);
  return code;
}

function nameOf(json: unknown, { patientName }: Operation['answer']): string | null {
  const name = at(json, patientName.value) ?? null;
  if (name === null) return null;
  if (typeof name !== 'string' || name.length > MAX_NAME) throw unreadable(patientName.value);
  return name.trim() || null;
}

function birthDateOf(json: unknown, { patientBirthDate }: Operation['answer']): TaiwanDate | null {
  const written = at(json, patientBirthDate.value) ?? '';
  if (written === '') return null;
  const day = typeof written === 'string' ? fromRoc(written) : null;
  if (!day) throw unreadable(patientBirthDate.value);
  return day;
}

function readReferral(json: unknown, elements: readonly AnswerElement[], path: string): ReferralSummary {
  const read = new Map<AnswerKey, string | null>();
  for (const element of elements) {
    read.set(element.key, readElement(element, at(json, element.code.value), path));
  }
  const text = (key: AnswerKey) => read.get(key) ?? null;
  const parsed = v.safeParse(ReferralSchema, {
    direction: text('direction'),
    platformReferralNo: text('platformReferralNo'),
    institutionReferralNo: text('institutionReferralNo'),
    issuedOn: text('issuedOn'),
    validUntil: text('validUntil'),
    sender: { code: text('sender.code'), name: text('sender.name') },
    receiver: { code: text('receiver.code'), name: text('receiver.name') },
    department: text('department'),
    purpose: text('purpose'),
    diagnosisCode: text('diagnosisCode'),
    diagnosisName: text('diagnosisName'),
    summary: text('summary'),
    acceptance: text('acceptance'),
    acceptedOn: text('acceptedOn'),
    visitedOn: text('visitedOn'),
    dischargedOn: text('dischargedOn'),
    initialReplyOn: text('initialReplyOn'),
    finalReplyOn: text('finalReplyOn'),
    replySummary: text('replySummary'),
    contactHandled: text('contactHandled') === 'yes',
    noReturnNeeded: text('noReturnNeeded') === 'yes',
  });
  if (!parsed.success) throw unreadable(`${path}.${v.getDotPath(parsed.issues[0])}`);
  const { platformReferralNo, institutionReferralNo } = parsed.output;
  // One of the two is on every form (facts, section 1): without either it could never be replied to.
  if (!platformReferralNo && !institutionReferralNo) throw unreadable(`${path}.platformReferralNo`);
  return parsed.output;
}

/** One value in the domain's terms; null where the NHI left out what it may leave out. */
function readElement(element: AnswerElement, written: unknown, path: string): string | null {
  const here = `${path}.${element.code.value}`;
  const text = written === undefined || written === null ? '' : written;
  if (typeof text !== 'string') throw unreadable(here);
  const value = text.trim();
  if (value === '') {
    if (element.required.value === 'yes') throw unreadable(here);
    return null;
  }
  if (big5Length(value) > element.maxBytes.value) throw unreadable(here);
  const meaning = MEANINGS[element.kind.value](value, element);
  if (meaning === null) throw unreadable(here);
  return meaning;
}

const MEANINGS: Record<
  AnswerElement['kind']['value'],
  (value: string, element: AnswerElement) => string | null
> = {
  text: (value) => value,
  rocDate: fromRoc,
  code: (value, { codes }) =>
    codes && Object.hasOwn(codes.value, value) ? (codes.value[value] ?? null) : null,
};

/** As the NHI's formats count: a character outside ASCII takes two bytes. */
function big5Length(text: string): number {
  return [...text].reduce((sum, char) => sum + (char.charCodeAt(0) < 0x80 ? 1 : 2), 0);
}

function wholeNumber(written: unknown, path: string): number {
  const text = typeof written === 'number' ? String(written) : written;
  if (typeof text !== 'string' || !/^\d{1,6}$/.test(text)) throw unreadable(path);
  return Number(text);
}

/** What stands at a dotted path; undefined where it leads nowhere. Inherited properties are not the NHI's. */
function at(json: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (object, name) =>
        typeof object === 'object' && object !== null && Object.hasOwn(object, name)
          ? (object as Record<string, unknown>)[name]
          : undefined,
      json,
    );
}

function unreadable(path: string): CodedError {
  return new CodedError('app:answerUnreadable', path);
}
