import { isLeaf, isObject, type Json, type JsonObject } from './merge.ts';
import { keyOf } from './source.ts';

const DOCUMENTS = ['document', 'result', 'request', 'answer'];

/** A merged batch operation as codecs want it: elements that the NHI does not have are out, the rest in its order. */
export function settle(operation: JsonObject): JsonObject {
  const settled = Object.entries(operation).map(([name, part]) =>
    DOCUMENTS.includes(name) && isObject(part) ? [name, settleDocument(part)] : [name, part],
  );
  return Object.fromEntries(settled);
}

function settleDocument(document: JsonObject): JsonObject {
  const order = isLeaf(document.order) ? document.order.value : [];
  const elements = present(document.elements);
  if (!Array.isArray(elements) || !Array.isArray(order)) return document;
  const rank = (element: Json) => {
    const at = order.indexOf(keyOf(element));
    return at < 0 ? order.length : at;
  };
  return { ...document, elements: [...elements].sort((a, b) => rank(a) - rank(b)) };
}

function present(elements: Json | undefined): Json | undefined {
  if (!Array.isArray(elements)) return elements;
  return elements.filter(isPresent).map((one: Json) => {
    const inner = isObject(one) ? present(one.elements) : undefined;
    return isObject(one) && inner !== undefined ? { ...one, elements: inner } : one;
  });
}

function isPresent(element: Json): boolean {
  return !(isObject(element) && isLeaf(element.required) && element.required.value === 'never');
}
