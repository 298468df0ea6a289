import type { CardKind } from '../cards.ts';
import { isObject, type Operation, type RequestElement } from '../contract.ts';

/** The request's values by domain key. */
export type Fields = Record<string, string>;

/**
 * Reads a request as strictly as its contract: exactly the keys stated, each a non-empty string, those of a
 * card present exactly when that card signed. Gives the fault in words without values, or the fields.
 */
export function readRequest(operation: Operation, body: unknown): Fields | { refused: string } {
  const { elements } = operation.request;
  const fields: Fields = {};
  const strange = strangeKeys(body, elements);
  if (strange) return { refused: strange };
  for (const { key, code, required } of elements) {
    const value = at(body, code.value);
    if (value === undefined && required.value === 'yes') return { refused: `missing ${code.value}` };
    if (value === undefined) continue;
    if (typeof value !== 'string' || value === '') return { refused: `not a text: ${code.value}` };
    fields[key] = value;
  }
  return fields;
}

/** Names the first card field that is there without its card's signature, or missing with it. */
export function misplacedCard(
  operation: Operation,
  fields: Fields,
  signers: readonly CardKind[],
): string | null {
  const virtual = fields.patientCardKind === '1';
  for (const { key, code, required } of operation.request.elements) {
    if (required.value !== 'whenSigned') continue;
    const wanted = key === 'virtualCardToken' ? virtual : signers.includes(cardOf(key));
    if (wanted !== (fields[key] !== undefined))
      return `${wanted ? 'missing' : 'without signature'} ${code.value}`;
  }
  return null;
}

/** Whose presence a domain key follows: the doctor's card, or the patient's. */
function cardOf(key: string): CardKind {
  return /doctor/i.test(key) ? 'hpc' : 'hc';
}

function strangeKeys(body: unknown, elements: readonly RequestElement[]): string | null {
  if (!isObject(body)) return 'not an object';
  const codes = elements.map(({ code }) => code.value);
  const groups = codes.filter((code) => code.includes('.')).map((code) => code.split('.')[0] ?? '');
  for (const [key, value] of Object.entries(body)) {
    if (codes.includes(key)) continue;
    if (!groups.includes(key) || !isObject(value)) return 'a key that the contract does not have';
    if (Object.keys(value).some((inner) => !codes.includes(`${key}.${inner}`))) {
      return `a key in ${key} that the contract does not have`;
    }
  }
  return null;
}

/** The value at a code such as `sVerify.signature`. */
function at(body: unknown, code: string): unknown {
  return code.split('.').reduce<unknown>((inner, key) => (isObject(inner) ? inner[key] : undefined), body);
}
