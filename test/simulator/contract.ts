import { readFileSync } from 'node:fs';

/** A contract value and where it comes from. */
export interface Stated<T> {
  value: T;
  from: string;
}
export interface RequestElement {
  key: string;
  code: Stated<string>;
  required: Stated<'yes' | 'no' | 'whenSigned' | 'never'>;
}
export interface AnswerElement extends RequestElement {
  kind: Stated<'text' | 'rocDate' | 'code'>;
  maxBytes: Stated<number>;
  codes?: Stated<Record<string, string>>;
}
export interface Operation {
  operation: string;
  readerEdition: Stated<string>;
  endpoint: { path: Stated<string>; method: Stated<string> };
  signing: { serviceType: Stated<string> };
  request: { elements: RequestElement[] };
  answer: {
    returnCode: Stated<string>;
    returnText: Stated<string>;
    success: Stated<string[]>;
    patientId: Stated<string>;
    patientBirthDate: Stated<string>;
    patientName: Stated<string>;
    total: Stated<string>;
    list: Stated<string>;
    elements: AnswerElement[];
  };
}

export const OPERATION_NAMES = [
  'query-own-6.0',
  'query-other-6.0',
  'query-own-5.x',
  'query-other-5.x',
] as const;
export type OperationName = (typeof OPERATION_NAMES)[number];

/** Reads one operation of the shared contract as data, with what it extends merged underneath. */
export function loadOperation(name: string): Operation {
  const operation = loadMerged(name) as unknown as Operation;
  const elements = operation.request.elements.filter(({ required }) => required.value !== 'never');
  return { ...operation, request: { ...operation.request, elements } };
}

/** One file of the shared contract as it stands, over what it extends. */
export function loadMerged(name: string): Record<string, unknown> {
  const url = new URL(`../../shared/contract/${name}.json`, import.meta.url);
  const own = JSON.parse(readFileSync(url, 'utf8')) as Record<string, unknown>;
  const base = (own.extends as Stated<string> | undefined)?.value;
  return base ? merge(loadMerged(base), own) : own;
}

/** Objects merge key by key, lists of elements by their `key`; anything else replaces what it extends. */
function merge(base: Record<string, unknown>, over: Record<string, unknown>): Record<string, unknown> {
  const result = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const below = result[key];
    const lists = Array.isArray(below) && Array.isArray(value) && key === 'elements';
    if (lists) result[key] = Object.values(merge(byKey(below), byKey(value)));
    else result[key] = isObject(below) && isObject(value) ? merge(below, value) : value;
  }
  return result;
}

function byKey(elements: readonly { key: string }[]): Record<string, unknown> {
  return Object.fromEntries(elements.map((element) => [element.key, element]));
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
