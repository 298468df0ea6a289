import { CodedError } from '../../../shared/protocol/errors/codes.ts';
import type { Variant } from './variants.ts';

/** One character that a charset has no code for. */
export interface Unmappable {
  /** Itself; U+FFFD for half of a surrogate pair, which nothing could show or carry. */
  char: string;
  /** `U+5803`. */
  codePoint: string;
  /** Where it starts, in UTF-16 units. */
  index: number;
  /** 1 for the first character of the text, as a person counts. */
  position: number;
  /** What somebody may choose instead. Often empty; never chosen by us. */
  variants: readonly Variant[];
}

/** The characters stand beside the message, not in it: they may be part of a patient's name, and messages are logged. */
export class UnmappableError extends CodedError {
  readonly characters: readonly Unmappable[];

  constructor(characters: readonly Unmappable[], field?: string) {
    super('app:characterUnmappable', field);
    this.characters = characters;
  }
}

/** Where a byte stands. Line and column count from 1, in lines and characters; a stream knows the offset only. */
export interface BytePlace {
  offset: number;
  line?: number;
  column?: number;
}

export class InvalidBytesError extends CodedError {
  readonly place: BytePlace;

  constructor(place: BytePlace, options?: { cause: unknown }) {
    super('app:bytesInvalid', describe(place), options);
    this.place = place;
  }
}

const describe = ({ offset, line, column }: BytePlace) =>
  line === undefined ? `byte ${offset}` : `byte ${offset}, line ${line}, column ${column}`;
