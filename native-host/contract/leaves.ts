import { createHash } from 'node:crypto';
import { isLeaf, isObject, type Json } from './merge.ts';

/** One value of an operation, with the path by which messages name it. */
export interface Leaf {
  path: string;
  value: Json;
  from: string;
}

/** Every `{value, from}` of an operation, in one order for the same content. Elements are named by key. */
export function leavesOf(json: Json | undefined, path = ''): Leaf[] {
  if (json === undefined) return [];
  if (isLeaf(json)) return [{ path, value: json.value, from: json.from }];
  if (Array.isArray(json)) return json.flatMap((one: Json) => leavesOf(one, join(path, elementKey(one))));
  if (!isObject(json)) return [];
  return Object.keys(json)
    .sort()
    .flatMap((key) => leavesOf(json[key], join(path, key)));
}

/**
 * Names and documents are for people; `extends` has been resolved; where a test goes and how long we wait for an
 * answer, production does not see. The rest decides what is sent and read: of the waiting times
 * `unknownOutcome.absenceProvesAfterMinutes`, since too short a one sends a referral twice.
 */
const NOT_WIRE =
  /(^|\.)(title|flow|formatDocument|apiDocument|extends)$|^(endpoint\.(testHost|timeoutMs)|transfer\.notBeforeMinutes)$/;

export function affectsWire(leaf: Leaf): boolean {
  return !NOT_WIRE.test(leaf.path);
}

/** SHA-256 (hex) of what is sent and how it is read. Provenance is not in it: knowing better changes nothing. */
export function wireHash(leaves: readonly Leaf[]): string {
  const wire = leaves.filter(affectsWire).map(({ path, value }) => [path, canonical(value)]);
  return createHash('sha256').update(JSON.stringify(wire)).digest('hex');
}

function canonical(json: Json | undefined): Json {
  if (Array.isArray(json)) return json.map(canonical);
  if (!isObject(json)) return json ?? null;
  return Object.keys(json)
    .sort()
    .map((key) => [key, canonical(json[key])]);
}

function join(path: string, key: string): string {
  return path ? `${path}.${key}` : key;
}

function elementKey(json: Json): string {
  return isObject(json) && typeof json.key === 'string' ? json.key : '?';
}
