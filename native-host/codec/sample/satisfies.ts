import {
  type BatchDocument,
  type BatchElement,
  type BatchField,
  isGroup,
} from '../../../shared/contract/batch.ts';
import type { AnyDocument } from '../../../shared/contract/documents.ts';
import { entriesOf } from '../wire/to-wire.ts';

/** What a record has to state, by domain key. */
export type Demands = Readonly<Record<string, string>>;

/** Does a record state what it must, in codes that the contract lists? */
export function satisfies(
  elements: readonly BatchElement[],
  record: AnyDocument,
  demands: Demands = {},
): boolean {
  return (
    Object.entries(demands).every(([key, value]) => record[key] === value) &&
    elements.every((element) =>
      isGroup(element)
        ? entriesOf(record[element.key]).every((entry) => satisfies(element.elements, entry))
        : fieldSatisfies(element, record),
    )
  );
}

export function hasOneOfEach({ exactlyOne }: BatchDocument, record: AnyDocument): boolean {
  const stated = (key: string) => (record[key] ?? null) !== null;
  return (exactlyOne?.value ?? []).every((keys) => keys.filter(stated).length === 1);
}

function fieldSatisfies(field: BatchField, record: AnyDocument): boolean {
  const value = record[field.key] ?? null;
  if (value === null) return !isNeeded(field, record);
  return field.codes === undefined || Object.values(field.codes.value).includes(String(value));
}

export function isNeeded({ required, requiredWhen }: BatchField, record: AnyDocument): boolean {
  return (
    required.value === 'yes' ||
    requiredWhen?.value.is.includes(String(record[requiredWhen.value.key])) === true
  );
}
