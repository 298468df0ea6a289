/** Plain JSON, as it stands in a contract file. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** A `{value, from}` pair: replaced as one, since a value without its own provenance would be a lie. */
export function isLeaf(json: Json | undefined): json is { value: Json; from: string } {
  return isObject(json) && 'value' in json && typeof json.from === 'string';
}

type Element = JsonObject & { key: string };

function isElements(json: Json | undefined): json is readonly Element[] {
  return Array.isArray(json) && json.every((one) => isObject(one) && typeof one.key === 'string');
}

/** `over` laid on `base`: objects key by key, element lists by their `key`, everything else replaced. */
export function merge(base: Json | undefined, over: Json): Json {
  if (isElements(base) && isElements(over)) return mergeElements(base, over);
  if (!isObject(base) || !isObject(over) || isLeaf(base) || isLeaf(over)) return over;
  const merged = new Map<string, Json>(Object.entries(base));
  for (const [key, value] of Object.entries(over)) merged.set(key, merge(merged.get(key), value));
  return Object.fromEntries(merged);
}

/** The base keeps its order, what is new follows. */
function mergeElements(base: readonly Element[], over: readonly Element[]): Json {
  const merged = new Map<string, Json>(base.map((element) => [element.key, element]));
  for (const element of over) merged.set(element.key, merge(merged.get(element.key), element));
  return [...merged.values()];
}
