import * as v from 'valibot';

/** What to write instead, for whoever corrects a file: in both languages, since a refusal shows it as it stands. */
const FROM =
  'guide、official-年、public-code、law 或 assumed / guide, official-YEAR (e.g. official-2025), public-code, law or assumed';

/** Where a value is known from: see docs/contract.md. */
export const Provenance = matching(/^(guide|public-code|law|assumed|official-\d{4})$/, FROM);

/** A value never stands without where it is known from. */
export function valued<S extends v.GenericSchema>(value: S) {
  return v.strictObject({ value, from: Provenance });
}

/** One line for people, and for what is sent: a line end in it could begin another line of a file. */
export const text = (max: number) =>
  v.pipe(
    v.string(),
    v.nonEmpty(),
    v.maxLength(max),
    v.regex(/^[ -~\u00A0-\uFFFF]*$/, '不含換行等控制字元 / no line end or other control character'),
  );

/** `words`: the pattern as an administrator would say it, 中文 / English. */
export function matching(pattern: RegExp, words: string) {
  return v.pipe(v.string(), v.regex(pattern, words));
}

export const within = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

export const OperationName = matching(
  /^[a-z][a-z0-9.-]{2,39}$/,
  '作業代號，小寫英文、數字、點與連字號，例如 eta / the name of an operation: lower-case letters, digits, dot, hyphen, e.g. eta',
);
export const yesNo = valued(v.picklist(['yes', 'no']));
export const signer = valued(v.picklist(['sam', 'hpc', 'hc', 'hpcHc']));

export const identity = {
  $schema: v.optional(v.string()),
  contractVersion: v.literal(1),
  operation: OperationName,
  /** "Same as": what this file leaves out is as in that operation. */
  extends: v.optional(valued(OperationName)),
};

/** What is wrong with an operation as a whole: where, and what to write instead (中文 / English). */
export interface Fault {
  path: string;
  remedy: string;
}

/** What every object of JavaScript has: no element by such a name comes back from a reader. */
const RESERVED = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);
export const isReserved = (name: string): boolean => RESERVED.has(name);
export const UNRESERVED =
  '另一名稱，此名稱為 JavaScript 所保留 / another name: this one is reserved by JavaScript';

export const NEEDED = '"yes"，缺少此項就無法處理轉診 / "yes": there is no referral to speak of without it';
export const UNIQUE = '與其他欄位不同的名稱 / a name that no other element of this level has';

/** `means`: what the domain knows a code to say. */
export function meansRemedy(means: readonly string[]): string {
  if (means.length === 0) return '不列代碼表 / no list of codes here';
  return `代碼表，值只能是 / a list of codes, each one of: ${means.join(', ')}`;
}
