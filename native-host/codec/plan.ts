import {
  type BatchDocument,
  type BatchElement,
  type BatchField,
  isGroup,
} from '../../shared/contract/batch.ts';
import {
  type AnyDocument,
  DOCUMENTS,
  type DocumentRules,
  type KeyRule,
} from '../../shared/contract/documents.ts';
import type { Charset } from './charset/charset.ts';
import { charsetOf } from './charset/charset-of.ts';

/** One element of a contract, ready for the hot loops: plain values, code lists both ways. */
export interface FieldPlan {
  key: string;
  /** Its place in the contract's order. */
  at: number;
  code: string;
  kind: BatchField['kind']['value'];
  maxBytes: number;
  required: boolean;
  requiredWhen: { key: string; is: readonly string[] } | null;
  /** Wire value → meaning. */
  means: ReadonlyMap<string, string>;
  /** Meaning → wire value. */
  wire: ReadonlyMap<string, string>;
}
export interface GroupPlan {
  key: string;
  at: number;
  code: string;
  maxCount: number;
  level: LevelPlan;
}
export type ElementPlan = FieldPlan | GroupPlan;

/** The elements of a record, of the head, or of a group's entry, in the contract's order. */
export interface LevelPlan {
  elements: readonly ElementPlan[];
  fields: readonly FieldPlan[];
  groups: readonly GroupPlan[];
  byCode: ReadonlyMap<string, ElementPlan>;
  byKey: ReadonlyMap<string, ElementPlan>;
  /** The document that states nothing: every key of its kind, also those that the contract does not have. */
  blank: AnyDocument;
}

export interface Plan {
  document: BatchDocument;
  charset: Charset;
  /** A document's keys of which exactly one is stated. */
  exactlyOne: readonly (readonly string[])[];
  level: LevelPlan;
  head: { code: string; level: LevelPlan } | null;
  /** A record of the file that is longer than this is none: the contract's own lengths with room for escapes. */
  maxRecordBytes: number;
}

const plans = new WeakMap<BatchDocument, Plan>();

/** The document as the codec works with it; made once for each. */
export function planOf(document: BatchDocument): Plan {
  const known = plans.get(document);
  if (known) return known;
  const plan = makePlan(document);
  plans.set(document, plan);
  return plan;
}

function makePlan(document: BatchDocument): Plan {
  const level = levelOf(document.elements, DOCUMENTS[document.content]);
  const head = document.head;
  return {
    document,
    charset: charsetOf(document.encoding.value),
    exactlyOne: document.exactlyOne?.value ?? [],
    level,
    head: head ? { code: head.code.value, level: levelOf(head.elements, DOCUMENTS.head) } : null,
    maxRecordBytes: 65_536 + 4 * sizeOf(document.elements),
  };
}

export const isGroupPlan = (element: ElementPlan): element is GroupPlan => 'level' in element;

function levelOf(elements: readonly BatchElement[], rules: DocumentRules): LevelPlan {
  const all = elements.map((element, at) => elementOf(element, at, rules[element.key]));
  const blanks = Object.entries(rules).map(([key, rule]) => [key, rule.kind === 'group' ? [] : null]);
  return {
    elements: all,
    fields: all.filter((one): one is FieldPlan => !isGroupPlan(one)),
    groups: all.filter(isGroupPlan),
    byCode: new Map(all.map((one) => [one.code, one])),
    byKey: new Map(all.map((one) => [one.key, one])),
    blank: Object.fromEntries(blanks),
  };
}

function elementOf(element: BatchElement, at: number, rule: KeyRule | undefined): ElementPlan {
  if (!isGroup(element)) return fieldOf(element, at);
  const { key, code, maxCount, elements } = element;
  const level = levelOf(elements, rule?.kind === 'group' ? rule.of : {});
  return { key, at, code: code.value, maxCount: maxCount.value, level };
}

function fieldOf(
  { key, code, kind, maxBytes, required, requiredWhen, codes }: BatchField,
  at: number,
): FieldPlan {
  const pairs = Object.entries(codes?.value ?? {});
  return {
    key,
    at,
    code: code.value,
    kind: kind.value,
    maxBytes: maxBytes.value,
    required: required.value === 'yes',
    requiredWhen: requiredWhen?.value ?? null,
    means: new Map(pairs),
    wire: new Map(pairs.map(([wire, meaning]) => [meaning, wire])),
  };
}

function sizeOf(elements: readonly BatchElement[]): number {
  return elements.reduce(
    (sum, one) => sum + (isGroup(one) ? one.maxCount.value * sizeOf(one.elements) : one.maxBytes.value),
    0,
  );
}
