import type { AnyContract } from './contracts.ts';
import { isLeaf, isObject, type Json, type JsonObject } from './merge.ts';
import { keyOf } from './source.ts';

/**
 * A correction of one operation that changes nothing yet: every value that is assumed, as it is now. Values
 * that another operation states ("same as") are left to that one.
 */
export function skeletonOf({ operation, data, leaves }: AnyContract): JsonObject {
  const own = leaves.filter((leaf) => leaf.from === 'assumed' && leaf.operation === operation);
  const wanted = new Set(own.map(({ path }) => path));
  const kept = keep(data as unknown as Json, '', wanted);
  return { contractVersion: 1, operation, ...(isObject(kept) ? kept : {}) };
}

function keep(json: Json | undefined, path: string, wanted: ReadonlySet<string>): Json | undefined {
  if (isLeaf(json)) return wanted.has(path) ? json : undefined;
  const below = (name: string, one: Json | undefined) => keep(one, path ? `${path}.${name}` : name, wanted);
  if (Array.isArray(json)) {
    const kept = json.flatMap((one: Json) => keepElement(one, below(keyOf(one) ?? '?', one)));
    return kept.length > 0 ? kept : undefined;
  }
  if (!isObject(json)) return undefined;
  const entries = Object.entries(json).flatMap(([name, one]) => {
    const kept = below(name, one);
    return kept === undefined ? [] : [[name, kept] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function keepElement(element: Json, kept: Json | undefined): Json[] {
  return isObject(kept) ? [{ key: keyOf(element) ?? '?', ...kept }] : [];
}

/** JSON to be edited: a value and its provenance on one line. */
export function editableText(json: Json, indent = ''): string {
  if (isLeaf(json)) return `{ "value": ${JSON.stringify(json.value)}, "from": ${JSON.stringify(json.from)} }`;
  const inner = `${indent}  `;
  if (Array.isArray(json))
    return `[\n${json.map((one: Json) => inner + editableText(one, inner)).join(',\n')}\n${indent}]`;
  if (!isObject(json)) return JSON.stringify(json);
  const lines = Object.entries(json).map(
    ([name, one]) => `${inner}${JSON.stringify(name)}: ${editableText(one, inner)}`,
  );
  return `{\n${lines.join(',\n')}\n${indent}}`;
}
