import type { NationalId } from '../../shared/domain/national-id.ts';
import type { TaiwanDate } from '../../shared/domain/taiwan-date.ts';
import type { PageProblem } from '../../shared/protocol/doctor-links.ts';

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

/** `result` as `endLookup` took it, `at` in ms since the epoch. */
export interface LookupEnd {
  result: string;
  at: number;
}

export interface PageSeen {
  /** Origin; null where the browser did not say. */
  page: string | null;
  problem: PageProblem | null;
  at: number;
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
  /** How it ended: `ok:<code>` (the NHI answered), `kept` (with an answer still at hand) or an error key. */
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

/** What `doctor` remembers. Throws `app:storeUnavailable`. */
export interface DoctorStore {
  /** How an operation last ended at the NHI, and how it failed since. What was refused or given up is neither. */
  lastEnds(operation: string): Promise<{ answered: LookupEnd | null; failed: LookupEnd | null }>;
  /** What the browser saw of a HIS page; the one before of the same kind is forgotten. */
  notePage(seen: PageSeen): Promise<void>;
  /** The newest of each kind, newest first. */
  pagesNoted(): Promise<PageSeen[]>;
}

/**
 * What must be on disk. Asynchronous from the start, since a hospital's store is a server; one method a
 * transition, each one transaction.
 */
export interface Store extends LookupStore, NumberStore, DoctorStore {
  close(): Promise<void>;
}
