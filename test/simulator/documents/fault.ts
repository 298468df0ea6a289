/** Why the NHI would not take a file. */
export type Reason =
  | 'fileName'
  | 'fileTooLarge'
  | 'encoding'
  | 'declaration'
  | 'malformed'
  | 'forbidden'
  | 'root'
  | 'structure'
  | 'unknown'
  | 'repeated'
  | 'order'
  | 'missing'
  | 'exactlyOne'
  | 'tooLong'
  | 'tooMany'
  | 'code'
  | 'date'
  | 'base64'
  | 'count'
  | 'constant';

export interface Fault {
  /** Counted from 0; -1: the file itself. */
  record: number;
  /** The wire's own name; empty: the record or the file as a whole. */
  element: string;
  reason: Reason;
}

export type Tell = (element: string, reason: Reason) => void;

/** Nothing more can be read. */
export class Unreadable extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason);
    this.reason = reason;
  }
}
