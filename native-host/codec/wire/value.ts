import type { DocumentValue } from '../../../shared/contract/documents.ts';
import type { ProblemCode } from '../../../shared/domain/problem.ts';
import { fromRoc, toRoc } from '../../../shared/domain/roc-date.ts';
import { taiwanDate } from '../../../shared/domain/taiwan-date.ts';
import { isBlank } from '../check/field.ts';
import type { FieldPlan } from '../plan.ts';

/** No repetition in it: on ten megabytes a regular expression for the whole overflows its stack. */
const NOT_BASE64 = /[^A-Za-z0-9+/]/;

/** A value that the checks have let through, as it stands on the wire. Empty: nothing to write; so are blanks, which state nothing. */
export function toWire(field: FieldPlan, value: DocumentValue): string {
  if (isBlank(value)) return '';
  if (typeof value === 'string') return textToWire(field, value);
  return value instanceof Uint8Array ? base64Of(value) : '';
}

function textToWire(field: FieldPlan, value: string): string {
  if (field.kind === 'code') return field.wire.get(value) ?? '';
  if (field.kind !== 'rocDate') return value;
  const day = taiwanDate(value);
  return day ? toRoc(day) : '';
}

const base64Of = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');

/** What the wire's text says, or what is wrong with it. An empty one says nothing. */
export function fromWire(field: FieldPlan, text: string): { value: DocumentValue } | { wrong: ProblemCode } {
  if (text === '') return { value: null };
  if (field.kind === 'text') return { value: text };
  if (field.kind === 'base64') return fromBase64(text);
  const value = field.kind === 'code' ? field.means.get(text.trim()) : fromRoc(text.trim());
  if (value) return { value };
  if (text.trim() === '') return { value: null };
  return { wrong: field.kind === 'code' ? 'codeUnlisted' : 'dateUnreadable' };
}

/** Broken into lines or not; anything else that is no base64 makes the whole of it worthless. */
function fromBase64(text: string): { value: Uint8Array | null } | { wrong: ProblemCode } {
  const packed = /\s/.test(text) ? text.replace(/\s+/g, '') : text;
  if (packed === '') return { value: null };
  const padding = packed.endsWith('==') ? 2 : packed.endsWith('=') ? 1 : 0;
  const isSound = packed.length % 4 === 0 && !NOT_BASE64.test(packed.slice(0, packed.length - padding));
  if (!isSound) return { wrong: 'base64Broken' };
  return { value: new Uint8Array(Buffer.from(packed, 'base64')) };
}
