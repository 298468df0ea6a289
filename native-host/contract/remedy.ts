import type * as v from 'valibot';
import type { Fault } from '../../shared/contract/values.ts';
import type { Json } from './merge.ts';
import { keyOf } from './source.ts';

/** What a schema refused: its path as an administrator would say it, and what to write there instead. */
export function faultOf(issue: v.BaseIssue<unknown>, schema: v.GenericSchema): Fault {
  return { path: pathOf(issue) || '(file)', remedy: remedyOf(issue, schema) };
}

/** `request.elements.patientId.code`: elements by their key. */
function pathOf(issue: v.BaseIssue<unknown>): string {
  return (issue.path ?? [])
    .map((item) => (typeof item.key === 'number' ? keyOf(item.value as Json) : null) ?? String(item.key))
    .join('.');
}

function remedyOf(issue: v.BaseIssue<unknown>, schema: v.GenericSchema): string {
  const limit = String(issue.requirement);
  switch (issue.type) {
    case 'regex':
      return issue.message;
    case 'picklist':
      return `擇一 / one of: ${alternatives(issue.expected)}`;
    case 'literal':
      return `只能是 / only: ${issue.expected}`;
    case 'string':
      return '加引號的文字 / text in double quotes';
    case 'number':
    case 'integer':
      return '整數，不加引號 / a whole number without quotes';
    case 'min_value':
      return `${limit} 以上 / ${limit} or more`;
    case 'max_value':
      return `${limit} 以下 / ${limit} or less`;
    case 'max_length':
      return `最多 ${limit} 字 / at most ${limit} characters`;
    case 'non_empty':
    case 'min_length':
      return '不可空白 / not empty';
    case 'array':
      return '清單 / a list: [ … ]';
    default:
      return objectRemedy(issue, schema);
  }
}

/** `("text" | "code")` */
const alternatives = (expected: string | null) =>
  (expected ?? '').replace(/[()]/g, '').replaceAll(' | ', ', ');

/** A name that is unknown or missing, or something else than an object. */
function objectRemedy({ expected, path }: v.BaseIssue<unknown>, schema: v.GenericSchema): string {
  const keys = (path ?? []).map(({ key, input }) => ({ key, input }));
  const [parent, here] = [entriesAt(schema, keys.slice(0, -1)), entriesAt(schema, keys)];
  if (expected === 'never')
    return `刪去，此處可用 / take it out; known here: ${Object.keys(parent ?? {}).join(', ')}`;
  if (here && 'from' in here) return '{ "value": …, "from": … }';
  if (expected?.startsWith('"')) return `補上 / add: ${expected}`;
  return '物件 / an object: { … }';
}

interface Looked {
  entries?: Record<string, v.GenericSchema>;
  item?: v.GenericSchema;
  wrapped?: v.GenericSchema;
  getter?: (input: unknown) => v.GenericSchema;
}

/** The names that a schema knows at a place of the input. */
function entriesAt(
  schema: v.GenericSchema | undefined,
  [next, ...rest]: readonly { key: unknown; input: unknown }[],
  input: unknown = next?.input,
): Looked['entries'] | null {
  const { entries, item, wrapped, getter } = (schema ?? {}) as unknown as Looked;
  const again = (inner: v.GenericSchema) => entriesAt(inner, next ? [next, ...rest] : [], input);
  if (wrapped) return again(wrapped);
  if (getter) return again(getter(input));
  if (!next) return entries ?? null;
  const below = (next.input as Record<PropertyKey, unknown> | null)?.[next.key as PropertyKey];
  return entriesAt(item ?? entries?.[String(next.key)], rest, below);
}
