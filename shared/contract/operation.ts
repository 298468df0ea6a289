import * as v from 'valibot';
import { ANSWER_KEYS, type AnswerKey, isIndispensable, REQUEST_KEYS } from './keys.ts';
import {
  type Fault,
  identity,
  isReserved,
  matching,
  meansRemedy,
  NEEDED,
  signer,
  text,
  UNIQUE,
  UNRESERVED,
  valued,
  within,
} from './values.ts';
import { codesFault } from './wire-codes.ts';

/**
 * Contract v1: one operation of the NHI as data. Every value stands beside where it is known from, so that
 * what is assumed can be counted, corrected by a hospital, and refused in production until it is signed off.
 * Strict, and plain values only: no regular expression, no file, no address outside the NHI.
 */
/** A name in the NHI's JSON; dots lead into objects. `_`-framed names are JavaScript's own, never the NHI's. */
const WireName = matching(
  /^[A-Za-z][A-Za-z0-9_]{0,39}(\.[A-Za-z][A-Za-z0-9_]{0,39}){0,3}$/,
  'JSON 欄位名稱，以點表示階層，例如 sVerify.signature / a name in the JSON, dots lead into objects, e.g. sVerify.signature',
);
const Host = matching(
  /^(localhost|127\.0\.0\.1|([a-z0-9-]+\.)+nhi\.gov\.tw)(:\d{1,5})?$/,
  '健保署的主機名稱 *.nhi.gov.tw，或本機 / a host of the NHI, *.nhi.gov.tw, or this computer',
);
const Path = matching(/^(\/[A-Za-z0-9_-]+)+$/, '路徑，例如 /api/x / a path, e.g. /api/x');
const ServiceType = matching(
  /^[A-Za-z0-9]{1,4}$/,
  '一至四個英數字，例如 "91" / one to four letters or digits in quotes, e.g. "91"',
);
const ReturnCode = matching(
  /^[A-Za-z0-9]{1,8}$/,
  '一至八個英數字，例如 "00" / one to eight letters or digits in quotes, e.g. "00"',
);

const endpoint = {
  host: valued(Host),
  testHost: valued(Host),
  path: valued(Path),
  method: valued(v.literal('POST')),
  timeoutMs: valued(within(1_000, 30_000)),
};

const signing = {
  signer,
  serviceType: valued(ServiceType),
  /** `perPatient` and `window` both end after `windowMinutes`; the NHI's own limit is one hour. */
  reuse: valued(v.picklist(['none', 'perPatient', 'window'])),
  windowMinutes: valued(within(1, 60)),
};

const requestElement = {
  code: valued(WireName),
  /** `whenSigned`: sent when the signature brought it. `never`: this edition does not have it. */
  required: valued(v.picklist(['yes', 'whenSigned', 'never'])),
};

const answerElement = {
  code: valued(WireName),
  title: valued(text(60)),
  kind: valued(v.picklist(['text', 'code', 'rocDate'])),
  /** As Big5 counts: 1 for ASCII, 2 for anything else. */
  maxBytes: valued(within(1, 8_000)),
  required: valued(v.picklist(['yes', 'no'])),
};
const codes = valued(v.record(v.string(), text(20)));
const answerKeys = Object.keys(ANSWER_KEYS) as [AnswerKey, ...AnswerKey[]];

const answer = {
  returnCode: valued(WireName),
  returnText: valued(WireName),
  success: valued(v.pipe(v.array(ReturnCode), v.minLength(1))),
  patientId: valued(WireName),
  patientBirthDate: valued(WireName),
  patientName: valued(WireName),
  total: valued(WireName),
  list: valued(WireName),
};

const heads = {
  title: valued(text(120)),
  channel: valued(v.literal('web')),
  readerEdition: valued(v.picklist(['5.x', '6.0'])),
  formatDocument: valued(text(200)),
};
const encoding = valued(v.literal('json'));
const AnswerElement = v.strictObject({
  key: v.picklist(answerKeys),
  ...answerElement,
  codes: v.optional(codes),
});

/** An operation after everything is merged: nothing may be missing any more. */
export const OperationSchema = v.strictObject({
  ...identity,
  ...heads,
  endpoint: v.strictObject(endpoint),
  signing: v.strictObject(signing),
  request: v.strictObject({
    encoding,
    elements: v.array(v.strictObject({ key: v.picklist(REQUEST_KEYS), ...requestElement })),
  }),
  answer: v.strictObject({ ...answer, elements: v.array(AnswerElement) }),
});

export type Operation = v.InferOutput<typeof OperationSchema>;
export type AnswerElement = v.InferOutput<typeof AnswerElement>;
export type Signing = { [K in keyof Operation['signing']]: Operation['signing'][K]['value'] };

/** The first thing that no schema of single values can see; null when all is well. */
export function inconsistency(operation: Operation): Fault | null {
  return misfit(operation) ?? missing(operation) ?? clash(operation);
}

const ANSWER_WIRE = { encoding: 'Big5', isWritten: false } as const;

/** An element whose kind or code list does not fit the domain's word for it. */
function misfit({ answer: { elements } }: Operation): Fault | null {
  for (const element of elements) {
    const rule = ANSWER_KEYS[element.key];
    const at = `answer.elements.${element.key}`;
    if (element.kind.value !== rule.kind) return { path: `${at}.kind`, remedy: `"${rule.kind}"` };
    const meanings: readonly string[] = rule.kind === 'code' ? rule.means : [];
    const unknown = Object.values(element.codes?.value ?? {}).some((one) => !meanings.includes(one));
    if ((rule.kind === 'code') !== Boolean(element.codes) || unknown)
      return { path: `${at}.codes`, remedy: meansRemedy(meanings) };
    const fault = element.codes && codesFault(at, element.codes.value, element.maxBytes.value, ANSWER_WIRE);
    if (fault) return fault;
  }
  return null;
}

/** What no answer and no request can do without. */
function missing({ answer, request }: Operation): Fault | null {
  const lacking = answerKeys.find(
    (key) =>
      isIndispensable(key) &&
      answer.elements.find((element) => element.key === key)?.required.value !== 'yes',
  );
  if (lacking) return { path: `answer.elements.${lacking}.required`, remedy: NEEDED };
  const needed = ['patientId', 'proof.signature'] as const;
  const unsent = needed.find(
    (key) => request.elements.find((element) => element.key === key)?.required.value !== 'yes',
  );
  return unsent ? { path: `request.elements.${unsent}.required`, remedy: NEEDED } : null;
}

/** Two elements of one side under the same name, or one inside the other: one would overwrite the other. */
function clash({ answer, request }: Operation): Fault | null {
  const sent = request.elements.filter((element) => element.required.value !== 'never');
  for (const [side, elements] of [
    ['request', sent],
    ['answer', answer.elements],
  ] as const) {
    const names = elements.map((element) => element.code.value);
    const reserved = names.findIndex((name) => name.split('.').some(isReserved));
    if (reserved >= 0)
      return { path: `${side}.elements.${elements[reserved]?.key}.code`, remedy: UNRESERVED };
    const at = names.findIndex((name, i) =>
      names.some((other, j) => i !== j && (name === other || name.startsWith(`${other}.`))),
    );
    if (at >= 0) return { path: `${side}.elements.${elements[at]?.key}.code`, remedy: UNIQUE };
  }
  return null;
}
