import { isGroup, type WireDocument, type WireElement, type WireField, type WireGroup } from './contract.ts';
import type { Encoding } from './encoding.ts';
import type { Tell } from './fault.ts';
import { valueFault } from './value.ts';

/** What a record says, by the contract's keys, as it stands on the wire. A group is a list. */
export interface Values {
  [key: string]: string | Values[];
}
/** An element of XML, or a line of a request file. */
export interface WireNode {
  name: string;
  text: string;
  nodes: readonly WireNode[];
}

/** One record, head or entry against its elements. Everything that is wrong is told. */
export function readLevel(
  elements: readonly WireElement[],
  nodes: readonly WireNode[],
  encoding: Encoding,
  tell: Tell,
): Values {
  checkNames(elements, nodes, tell);
  const values: Values = {};
  for (const element of elements) {
    const own = nodes.filter(({ name }) => name === element.code.value);
    if (isGroup(element)) readGroup(element, own, encoding, tell, values);
    else readField(element, own, encoding, tell, values);
  }
  for (const element of elements) if (!isGroup(element)) checkStated(element, elements, values, tell);
  return values;
}

/** Known, in the contract's order, and only a group's entries more than once. */
function checkNames(elements: readonly WireElement[], nodes: readonly WireNode[], tell: Tell): void {
  let last = 0;
  for (const { name } of nodes) {
    const at = elements.findIndex(({ code }) => code.value === name);
    if (at < 0) tell(name, 'unknown');
    else if (at < last) tell(name, 'order');
    last = Math.max(last, at);
  }
}

function readField(
  field: WireField,
  nodes: readonly WireNode[],
  encoding: Encoding,
  tell: Tell,
  values: Values,
): void {
  const code = field.code.value;
  const [node, ...more] = nodes;
  if (more.length > 0) tell(code, 'repeated');
  if (!node) return;
  if (node.nodes.length > 0) tell(code, 'structure');
  if (node.text.trim() === '') return;
  values[field.key] = node.text;
  const fault = valueFault(field, node.text, encoding);
  if (fault) tell(code, fault);
}

function readGroup(
  group: WireGroup,
  nodes: readonly WireNode[],
  encoding: Encoding,
  tell: Tell,
  values: Values,
): void {
  if (nodes.length > group.maxCount.value) tell(group.code.value, 'tooMany');
  for (const node of nodes) if (node.text.trim() !== '') tell(group.code.value, 'structure');
  values[group.key] = nodes.map((node) => readLevel(group.elements, node.nodes, encoding, tell));
}

function checkStated(field: WireField, elements: readonly WireElement[], values: Values, tell: Tell): void {
  if (values[field.key] !== undefined) return;
  if (field.required.value === 'yes' || isRequiredBy(field, elements, values))
    tell(field.code.value, 'missing');
}

function isRequiredBy(
  { requiredWhen }: WireField,
  elements: readonly WireElement[],
  values: Values,
): boolean {
  if (!requiredWhen) return false;
  const { key, is } = requiredWhen.value;
  const other = elements.find((element) => element.key === key);
  if (!other || isGroup(other)) return false;
  const meaning = other.codes?.value[String(values[key])];
  return meaning !== undefined && is.includes(meaning);
}

/** Of each set of keys exactly one is stated, and only that one is there, be the other ever so blank. */
export function checkExactlyOne(
  { exactlyOne, elements }: WireDocument,
  nodes: readonly WireNode[],
  values: Values,
  tell: Tell,
): void {
  for (const keys of exactlyOne?.value ?? []) {
    const stated = keys.filter((key) => values[key] !== undefined);
    const codes = elements.filter(({ key }) => keys.includes(key)).map(({ code }) => code.value);
    const there = codes.filter((code) => nodes.some(({ name }) => name === code));
    if (stated.length !== 1 || there.length !== 1) tell('', 'exactlyOne');
  }
}
