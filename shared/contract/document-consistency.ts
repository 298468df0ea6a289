import {
  type BatchDocument,
  type BatchElement,
  type BatchField,
  isGroup,
  REQUEST_NAME,
  XML_NAME,
} from './batch.ts';
import { DOCUMENTS, type DocumentRules, type KeyRule } from './documents.ts';
import { type Fault, isReserved, meansRemedy, NEEDED, UNIQUE, UNRESERVED } from './values.ts';
import { wireCodesFault } from './wire-codes.ts';

const WIRE_KIND = { text: 'text', date: 'rocDate', bytes: 'base64', code: 'code' } as const;
/** 民國 yyyMMdd */
const DATE_BYTES = 7;

/** The first thing that is wrong with one document of an operation; paths begin with `at`. */
export function documentFault(at: string, document: BatchDocument): Fault | null {
  const { elements, head } = document;
  const rules: DocumentRules = DOCUMENTS[document.content];
  const exempt = document.exactlyOne?.value.flat() ?? [];
  return (
    frameFault(at, document) ??
    (document.format.value === 'html' ? null : levelFault(`${at}.elements`, elements, rules, exempt)) ??
    (head ? levelFault(`${at}.head.elements`, head.elements, DOCUMENTS.head, []) : null) ??
    wireCodesFault(at, document) ??
    frameNamesFault(at, document) ??
    namesFault(at, document) ??
    exactlyOneFault(at, document) ??
    orderFault(at, document)
  );
}

/** XML has an element for the file and for each record, and no other format has. */
function frameFault(at: string, { format, ...document }: BatchDocument): Fault | null {
  const xml = format.value === 'xml';
  for (const name of ['root', 'record'] as const)
    if (xml !== Boolean(document[name]))
      return { path: `${at}.${name}`, remedy: xml ? 'XML 元素名稱 / the name of an XML element' : ONLY_XML };
  if (document.head && !xml) return { path: `${at}.head`, remedy: ONLY_XML };
  if (format.value === 'keyValue' && document.maxRecords.value !== 1)
    return { path: `${at}.maxRecords`, remedy: '1，一個申請檔一項申請 / 1: one request a file' };
  if (document.constants && format.value !== 'keyValue')
    return { path: `${at}.constants`, remedy: '申請檔才有 / for a request file, and no other' };
  if (Object.keys(document.constants?.value ?? {}).some((name) => !REQUEST_NAME.test(name)))
    return {
      path: `${at}.constants`,
      remedy: '鍵為大寫英文、數字與底線 / keys in capitals, digits, underscore',
    };
  const group = document.elements.find((element) => isGroup(element));
  if (group && !xml) return { path: `${at}.elements.${group.key}`, remedy: ONLY_XML };
  return null;
}
const ONLY_XML = 'XML 才有 / for XML, and no other format';

/** One level of elements against the domain's words for it. */
function levelFault(
  at: string,
  elements: readonly BatchElement[],
  rules: DocumentRules,
  exempt: readonly string[],
): Fault | null {
  for (const element of elements) {
    const fault = elementFault(`${at}.${element.key}`, element, rules, elements);
    if (fault) return fault;
  }
  return clashFault(at, elements) ?? lackingFault(at, elements, rules, exempt);
}

function elementFault(
  at: string,
  element: BatchElement,
  rules: DocumentRules,
  siblings: readonly BatchElement[],
): Fault | null {
  const rule = Object.hasOwn(rules, element.key) ? rules[element.key] : undefined;
  if (!rule) return { path: `${at}.key`, remedy: `擇一 / one of: ${Object.keys(rules).join(', ')}` };
  if (isGroup(element))
    return rule.kind === 'group'
      ? levelFault(`${at}.elements`, element.elements, rule.of, [])
      : { path: `${at}.elements`, remedy: '此欄位不分項 / this key is no group' };
  if (rule.kind === 'group') return { path: `${at}.elements`, remedy: '此欄位分項 / this key is a group' };
  return fieldFault(at, element, rule) ?? conditionFault(at, element, rules, siblings);
}

function fieldFault(
  at: string,
  { kind, codes, maxBytes }: BatchField,
  rule: Exclude<KeyRule, { kind: 'group' }>,
): Fault | null {
  if (kind.value !== WIRE_KIND[rule.kind]) return { path: `${at}.kind`, remedy: `"${WIRE_KIND[rule.kind]}"` };
  const means: readonly string[] = rule.kind === 'code' ? rule.means : [];
  const given = Object.values(codes?.value ?? {});
  if ((rule.kind === 'code') !== Boolean(codes) || given.some((one) => !means.includes(one)))
    return { path: `${at}.codes`, remedy: meansRemedy(means) };
  if (new Set(given).size !== given.length)
    return { path: `${at}.codes`, remedy: '每個意義一個代碼 / one code for each meaning' };
  if (rule.kind === 'date' && maxBytes.value < DATE_BYTES)
    return { path: `${at}.maxBytes`, remedy: `${DATE_BYTES} 以上 / ${DATE_BYTES} or more` };
  return null;
}

/** `requiredWhen` speaks of a code beside it, by its meanings. */
function conditionFault(
  at: string,
  { requiredWhen }: BatchField,
  rules: DocumentRules,
  siblings: readonly BatchElement[],
): Fault | null {
  if (!requiredWhen) return null;
  const { key, is } = requiredWhen.value;
  const rule = rules[key];
  const codes = Object.entries(rules).flatMap(([name, one]) => (one.kind === 'code' ? [name] : []));
  if (rule?.kind !== 'code' || !siblings.some((one) => one.key === key))
    return { path: `${at}.requiredWhen`, remedy: `key 擇一 / key: one of: ${codes.join(', ')}` };
  const { means } = rule;
  if (is.every((one) => means.includes(one))) return null;
  return { path: `${at}.requiredWhen`, remedy: `is 擇用 / is: some of: ${means.join(', ')}` };
}

function clashFault(at: string, elements: readonly BatchElement[]): Fault | null {
  const codes = elements.map((element) => element.code.value);
  const again = codes.findIndex((code, i) => codes.indexOf(code) !== i);
  if (again < 0) return null;
  const other = elements.find(({ code }) => code.value === codes[again])?.key;
  return { path: `${at}.${elements[again]?.key}.code`, remedy: `${UNIQUE} (${other})` };
}

/** What the domain cannot do without is there and always stated. */
function lackingFault(
  at: string,
  elements: readonly BatchElement[],
  rules: DocumentRules,
  exempt: readonly string[],
): Fault | null {
  for (const [key, rule] of Object.entries(rules)) {
    if (rule.kind === 'group' || !rule.must || exempt.includes(key)) continue;
    const element = elements.find((one) => one.key === key);
    const stated = element && !isGroup(element) && element.required.value === 'yes';
    if (!stated) return { path: `${at}.${key}.required`, remedy: NEEDED };
  }
  return null;
}

/** The file, its head and its records stand where a reader tells them apart by their names alone. */
function frameNamesFault(at: string, { root, record, head }: BatchDocument): Fault | null {
  const names = [
    { path: `${at}.root`, name: root?.value },
    { path: `${at}.record`, name: record?.value },
    { path: `${at}.head.code`, name: head?.code.value },
  ].filter(({ name }) => name !== undefined);
  const reserved = names.find(({ name = '' }) => isReserved(name));
  if (reserved) return { path: reserved.path, remedy: UNRESERVED };
  const again = names.findLast(({ name }) => names.filter((other) => other.name === name).length > 1);
  const others = names.flatMap(({ name = '' }) => (name === again?.name ? [] : [name]));
  return again ? { path: again.path, remedy: `${UNIQUE} (${[again.name, ...others].join(', ')})` } : null;
}

/** A name that its format cannot hold, or that a constant has already. */
function namesFault(at: string, document: BatchDocument): Fault | null {
  const pattern = {
    xml: XML_NAME,
    keyValue: REQUEST_NAME,
    csv: /^[^\p{C}\p{Z}"]([^\p{C}"]*[^\p{C}\p{Z}"])?$/u,
    html: /^/,
  }[document.format.value];
  const all = [
    ...named(`${at}.elements`, document.elements),
    ...named(`${at}.head.elements`, document.head?.elements ?? []),
  ];
  const reserved = all.find(({ code }) => isReserved(code));
  if (reserved) return { path: reserved.path, remedy: UNRESERVED };
  const constants = document.constants?.value ?? {};
  const wrong = all.find(({ code }) => !pattern.test(code) || Object.hasOwn(constants, code));
  return wrong
    ? {
        path: wrong.path,
        remedy: `${document.format.value} 可用且不重複的名稱 / a name that this format can hold, and that is not used yet`,
      }
    : null;
}

function named(at: string, elements: readonly BatchElement[]): { path: string; code: string }[] {
  return elements.flatMap((element) => [
    { path: `${at}.${element.key}.code`, code: element.code.value },
    ...(isGroup(element) ? named(`${at}.${element.key}.elements`, element.elements) : []),
  ]);
}

/** Of keys where exactly one is stated, none can be always required, and all can be written. */
function exactlyOneFault(at: string, { exactlyOne, elements }: BatchDocument): Fault | null {
  for (const key of exactlyOne?.value.flat() ?? []) {
    const element = elements.find((one) => one.key === key);
    if (!element || isGroup(element))
      return { path: `${at}.exactlyOne`, remedy: `這裡沒有 ${key} / there is no ${key} here` };
    if (element.required.value === 'yes')
      return {
        path: `${at}.elements.${key}.required`,
        remedy: '"no"，因為擇一填寫 / "no", since exactly one is stated',
      };
  }
  return null;
}

function orderFault(at: string, { order, elements }: BatchDocument): Fault | null {
  if (!order) return null;
  const keys = elements.map((element) => element.key);
  const same = [...keys].sort().join() === [...order.value].sort().join();
  return same
    ? null
    : { path: `${at}.order`, remedy: `每一項恰好一次 / each exactly once: ${keys.join(', ')}` };
}
