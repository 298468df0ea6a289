import {
  type AnyDocument,
  DOCUMENTS,
  type DocumentKind,
  type DocumentRules,
  type DocumentValue,
} from '../../../shared/contract/documents.ts';
import { CodedError } from '../../../shared/protocol/errors/codes.ts';
import { InvalidBytesError } from '../../codec/charset/faults.ts';
import { utf8 } from '../../codec/charset/utf8/utf8.ts';
import type { FileContent } from '../../codec/check/file.ts';
import { JsonTextError, plain, readJsonText } from '../../contract/json-text.ts';
import type { Json } from '../../contract/merge.ts';

/** `app:inputInvalid`, naming the line or the key: never a value. */
const invalid = (where: string): CodedError => new CodedError('app:inputInvalid', where.slice(0, 80));

/**
 * Reads `{"head": …, "records": […]}`, or one record, or a list of them. What a record does not name is not
 * stated; bytes are base64. Throws `app:inputInvalid`.
 */
export function contentFromJson(kind: DocumentKind, text: string): FileContent {
  const data = parsed(text);
  const whole = isRecord(data) && Array.isArray(data.records) ? data : { records: [data].flat() };
  const head =
    'head' in whole && whole.head !== null ? documentFrom(DOCUMENTS.head, whole.head, 'head') : null;
  const records = whole.records as readonly Json[];
  return { head, records: records.map((one, i) => documentFrom(DOCUMENTS[kind], one, `records[${i}]`)) };
}

/** The text of a file. Throws `app:inputInvalid` with the line where it is not UTF-8: a HIS may save Big5. */
export function textFrom(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes).text;
  } catch (thrown) {
    if (thrown instanceof InvalidBytesError) throw invalid(`line ${thrown.place.line ?? 1}: UTF-8`);
    throw thrown;
  }
}

function parsed(text: string): Json {
  try {
    return plain(readJsonText(text));
  } catch (thrown) {
    if (thrown instanceof JsonTextError) throw invalid(`line ${thrown.line}`);
    throw thrown;
  }
}

function documentFrom(rules: DocumentRules, data: Json | undefined, where: string): AnyDocument {
  if (!isRecord(data)) throw invalid(where);
  const keys = new Set([...Object.keys(rules), ...Object.keys(data)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, valueFrom(rules[key], data[key] ?? null, `${where}.${key}`)]),
  );
}

function valueFrom(rule: DocumentRules[string] | undefined, value: Json, where: string): DocumentValue {
  if (rule?.kind === 'group') return groupFrom(rule.of, value ?? [], where);
  if (value === null) return null;
  if (typeof value !== 'string') throw invalid(where);
  return rule?.kind === 'bytes' ? bytesFrom(value, where) : value;
}

function groupFrom(rules: DocumentRules, value: Json, where: string): readonly AnyDocument[] {
  if (value === null) return [];
  if (!Array.isArray(value)) throw invalid(where);
  return value.map((entry: Json, i) => documentFrom(rules, entry, `${where}[${i}]`));
}

function bytesFrom(text: string, where: string): Uint8Array {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.toString('base64') !== text.replace(/\s/g, '')) throw invalid(where);
  return new Uint8Array(bytes);
}

const isRecord = (data: Json | undefined): data is { [key: string]: Json } =>
  typeof data === 'object' && data !== null && !Array.isArray(data);

/** The same the other way round, as `JSON.stringify` takes it. */
export function contentToJson({ head, records }: FileContent): object {
  return { head: head && toJson(head), records: records.map(toJson) };
}

export function toJson(document: AnyDocument): object {
  return Object.fromEntries(Object.entries(document).map(([key, value]) => [key, valueToJson(value)]));
}

function valueToJson(value: DocumentValue): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return Array.isArray(value) ? value.map(toJson) : value;
}
