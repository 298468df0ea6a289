import type { NationalId } from '../../shared/domain/national-id.ts';
import type { TaiwanDate } from '../../shared/domain/taiwan-date.ts';

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

export interface Serial {
  pc: string;
  serial: number;
}

/** What is asked for, and of which security module. Throws `app:auditUnwritable` / `app:storeUnavailable`. */
export interface LookupStore {
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
}

/** Which numbers were given out. Throws `app:storeUnavailable`. */
export interface NumberStore {
  /**
   * The next serial of 院所自編序號 for a day, from 1, and the PC's part of the number: `newPc` where this machine
   * has none or its part was retired. On disk before it resolves; no two calls ever get the same pair.
   */
  takeSerial(machine: string, day: TaiwanDate, newPc: () => string): Promise<Serial>;
  /** The last serial given out under a part that this store uses; null where the part is not in use here. */
  lastSerial(pc: string, day: TaiwanDate): Promise<number | null>;
  /** Never gives this part out again. */
  retirePc(pc: string): Promise<void>;
}

/**
 * What must be on disk. Asynchronous from the start, since a hospital's store is a server; one method a
 * transition, each one transaction.
 */
export interface Store extends LookupStore, NumberStore {
  close(): Promise<void>;
}
