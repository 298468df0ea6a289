import { CodedError, type ErrorKey } from '../../../shared/protocol/errors/codes.ts';

/** Line and column counted from 1, in lines and characters; byte from 0. */
export interface Place {
  line: number;
  column: number;
  byte: number;
}

/** A file that cannot be read on: what it is, where, and in which record (from 0; -1 outside of all). */
export class FileError extends CodedError {
  readonly place: Place | null;
  readonly record: number;

  constructor(key: ErrorKey, at: { place: Place | null; record: number }, options?: { cause: unknown }) {
    super(key, describe(at), options);
    this.name = 'FileError';
    this.place = at.place;
    this.record = at.record;
  }
}

function describe({ place, record }: { place: Place | null; record: number }): string {
  const where = place ? [`line ${place.line}`, `column ${place.column}`, `byte ${place.byte}`] : [];
  return [...(record < 0 ? [] : [`record ${record + 1}`]), ...where].join(', ');
}
