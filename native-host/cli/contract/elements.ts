import type { AnyContract } from '../../contract/contracts.ts';
import { isLeaf, isObject, type Json, type JsonObject } from '../../contract/merge.ts';

/** One element of a document, as a form or a table prints it. */
export interface ElementRow {
  /** `1`, and `1.1` inside a group. */
  no: string;
  key: string;
  /** Each with `*` where it is assumed. */
  code: string;
  title: string;
  kind: string;
  length: string;
  required: string;
  /** Code list, and when it is required. */
  more: string;
}

/** The parts of an operation that have elements, in the order of the file. */
export function partsOf({ data }: AnyContract): { part: string; rows: ElementRow[] }[] {
  return Object.entries(data as unknown as JsonObject).flatMap(([part, json]) => {
    if (!isObject(json) || !Array.isArray(json.elements)) return [];
    const head = isObject(json.head) && Array.isArray(json.head.elements) ? json.head.elements : [];
    return [
      ...(head.length > 0 ? [{ part: `${part}.head`, rows: rowsOf(head) }] : []),
      { part, rows: rowsOf(json.elements) },
    ];
  });
}

function rowsOf(elements: readonly Json[], above = ''): ElementRow[] {
  return elements.filter(isObject).flatMap((element, i) => {
    const no = `${above}${i + 1}`;
    const inner = Array.isArray(element.elements) ? rowsOf(element.elements, `${no}.`) : [];
    return [rowOf(element, no), ...inner];
  });
}

function rowOf(element: JsonObject, no: string): ElementRow {
  const group = Array.isArray(element.elements);
  return {
    no,
    key: String(element.key),
    code: cell(element.code),
    title: cell(element.title),
    kind: group ? 'group' : cell(element.kind),
    length: cell(group ? element.maxCount : element.maxBytes),
    required: cell(element.required),
    more: [codesText(element.codes), conditionText(element.requiredWhen)].filter(Boolean).join(' '),
  };
}

/** A value as people read it; `*`: assumed. */
export function cell(json: Json | undefined): string {
  if (!isLeaf(json)) return '';
  const text = typeof json.value === 'object' ? JSON.stringify(json.value) : String(json.value);
  return json.from === 'assumed' ? `${text} *` : text;
}

function codesText(json: Json | undefined): string {
  if (!isLeaf(json) || !isObject(json.value)) return '';
  const pairs = Object.entries(json.value).map(([code, meaning]) => `${code}=${meaning}`);
  return `${pairs.join(' ')}${json.from === 'assumed' ? ' *' : ''}`;
}

function conditionText(json: Json | undefined): string {
  if (!isLeaf(json) || !isObject(json.value)) return '';
  const { key, is } = json.value;
  const when = `[必填於 required when ${key}=${Array.isArray(is) ? is.join('|') : ''}]`;
  return json.from === 'assumed' ? `${when} *` : when;
}
