import * as v from 'valibot';

/** Where a value is known from: see docs/glossary.md, "provenance". */
export const Provenance = v.pipe(v.string(), v.regex(/^(guide|public-code|law|assumed|official-\d{4})$/));

/** A value never stands without where it is known from. */
export function valued<S extends v.GenericSchema>(value: S) {
  return v.strictObject({ value, from: Provenance });
}

export const text = (max: number) => v.pipe(v.string(), v.nonEmpty(), v.maxLength(max));
export const matching = (pattern: RegExp) => v.pipe(v.string(), v.regex(pattern));
export const within = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

export const OperationName = matching(/^[a-z][a-z0-9.-]{2,39}$/);
export const yesNo = valued(v.picklist(['yes', 'no']));
export const signer = valued(v.picklist(['sam', 'hpc', 'hc', 'hpcHc']));
