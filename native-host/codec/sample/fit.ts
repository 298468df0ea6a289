import {
  type BatchDocument,
  type BatchElement,
  type BatchField,
  isGroup,
} from '../../../shared/contract/batch.ts';
import {
  type AnyDocument,
  DOCUMENTS,
  type DocumentRules,
  type DocumentValue,
} from '../../../shared/contract/documents.ts';
import { once, type Random } from '../../../shared/domain/samples/random.ts';
import type { Charset } from '../charset/charset.ts';
import { entriesOf } from '../wire/to-wire.ts';
import { isNeeded } from './satisfies.ts';

/** Lines of the form that a doctor may leave empty without anybody asking why. */
const OPTIONAL = new Set([
  'sender.name',
  'sender.address',
  'sender.phone',
  'sender.fax',
  'patient.contact',
  'patient.phone',
  'patient.address',
  'examinedOn',
  'examination',
  'medicatedOn',
  'allergy',
  'arrangedOn',
  'arranged.department',
  'arranged.room',
  'arranged.no',
  'receiver.doctorName',
  'mainDiagnosis.name',
  'findings',
  'replier.name',
  'replier.phone',
  'note',
  'description',
  'direction',
]);
const LEFT_EMPTY = 4;

/** A made-up document cut to what a contract has: its keys, one of each set, its lengths, now and then a blank. */
export function fitted(
  document: BatchDocument,
  whole: AnyDocument,
  random: Random,
  charset: Charset,
): AnyDocument {
  const one = withOneOfEach(document.exactlyOne?.value ?? [], whole);
  return fittedLevel(document.elements, DOCUMENTS[document.content], one, { random, charset });
}

interface With {
  random: Random;
  charset: Charset;
}

/** Every key of the kind is there; empty where the contract has no element for it. */
function fittedLevel(
  elements: readonly BatchElement[],
  rules: DocumentRules,
  record: AnyDocument,
  use: With,
): AnyDocument {
  const byKey = new Map(elements.map((element) => [element.key, element]));
  return Object.fromEntries(
    Object.entries(rules).map(([key, rule]) => {
      const element = byKey.get(key);
      if (rule.kind !== 'group')
        return [key, element && !isGroup(element) ? fittedValue(element, record, use) : null];
      const entries =
        element && isGroup(element) ? entriesOf(record[key]).slice(0, element.maxCount.value) : [];
      const inner = element && isGroup(element) ? element.elements : [];
      return [key, entries.map((entry) => fittedLevel(inner, rule.of, entry, use))];
    }),
  );
}

function fittedValue(field: BatchField, record: AnyDocument, { random, charset }: With): DocumentValue {
  const value = record[field.key] ?? null;
  const canBeEmpty = OPTIONAL.has(field.key) && !isNeeded(field, record);
  if (canBeEmpty && once(random, LEFT_EMPTY)) return null;
  return field.kind.value === 'text' && typeof value === 'string' ? cut(value, field, charset) : value;
}

function cut(text: string, { maxBytes }: BatchField, charset: Charset): string | null {
  const characters = [...text];
  while (charset.byteLength(characters.join('')) > maxBytes.value) characters.pop();
  return characters.join('').trim() || null;
}

/** Of each set the first that is stated stays. */
function withOneOfEach(sets: readonly (readonly string[])[], record: AnyDocument): AnyDocument {
  const dropped = sets.flatMap((keys) => keys.filter((key) => (record[key] ?? null) !== null).slice(1));
  return { ...record, ...Object.fromEntries(dropped.map((key) => [key, null])) };
}
