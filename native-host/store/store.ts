import type { NationalId } from '../../shared/domain/national-id.ts';

/** Why a patient was looked up: each has its own limit and stands in the record. */
export type LookupOrigin = 'screen' | 'card' | 'typed' | 'refresh';

export interface Lookup {
  origin: LookupOrigin;
  /** Kept as a keyed hash only. */
  patient: NationalId;
  /** As the page or the panel claims; kept as a keyed hash only. */
  doctor: string | null;
  /** The HIS page's origin, or `cli`. */
  page: string;
  operation: string;
}

/**
 * What must be on disk. Asynchronous from the start, since a hospital's store is a server; one method a
 * transition, each one transaction. Throws `app:auditUnwritable` / `app:storeUnavailable`.
 */
export interface Store {
  /**
   * Writes the row and counts it against its limit in one transaction, across processes. Resolves only when
   * the row is on disk. Throws `app:limitAutomatic` or `app:limitTyped` (and writes that refusal down).
   */
  beginLookup(lookup: Lookup, now: number): Promise<number>;
  /** How it ended: `ok` or an error key. */
  endLookup(row: number, result: string, now: number): Promise<void>;
  /** The security module seen before, to notice that it is another; returns the one before (null at first). */
  rememberSam(samId: string, now: number): Promise<string | null>;
  /** When the security module of now replaced another, ms since the epoch; null where no other was ever seen. */
  samSince(): Promise<number | null>;
  close(): Promise<void>;
}
