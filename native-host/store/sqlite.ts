import { createHmac } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3-multiple-ciphers';
import { CodedError, type ErrorKey } from '../../shared/protocol/errors/codes.ts';
import type { HostConfig } from '../config/config.ts';
import { keysOf } from './keys.ts';
import { limitOf } from './limits.ts';
import { linkOnce } from './link-once.ts';
import { memory } from './memory.ts';
import { migrate } from './migrations.ts';
import { numberTransitions } from './numbers.ts';
import type { Lookup, NumberStore, Store } from './store.ts';

/** How long a call waits for another host's transaction; one lasts about a millisecond. */
const BUSY_MS = 2_000;

export interface SqliteOptions {
  directory: string;
  /** Asked at each lookup, so that a changed configuration holds at once. */
  limits: () => HostConfig['limits'];
}

/**
 * The store of one PC: an encrypted file that several hosts may share. Throws `app:storeUnavailable` where it
 * cannot be opened; never falls back to plain text or to memory.
 */
export function openSqliteStore({ directory, limits }: SqliteOptions): Store {
  const { db, hashKey } = coded('app:storeUnavailable', () => open(directory));
  const hash = (text: string) => createHmac('sha256', hashKey).update(text).digest();
  const steps = coded('app:storeUnavailable', () => transitions(db, hash));
  const remembered = coded('app:storeUnavailable', () => memory(db));
  return {
    beginLookup: async (lookup, now) => {
      const { row, refusal } = coded('app:auditUnwritable', () =>
        steps.begin.immediate(lookup, now, limits()),
      );
      if (refusal) throw new CodedError(refusal);
      return row;
    },
    endLookup: async (row, result, now) => coded('app:auditUnwritable', () => steps.end(row, result, now)),
    rememberSam: async (samId, now) =>
      coded('app:storeUnavailable', () => steps.rememberSam.immediate(samId, now)),
    samSince: async () => coded('app:storeUnavailable', () => steps.samSince()),
    ...numberMethods(db, hash),
    lastEnds: async (operation) => coded('app:storeUnavailable', () => remembered.lastEnds(operation)),
    notePage: async (seen) => coded('app:storeUnavailable', () => remembered.notePage(seen)),
    pagesNoted: async () => coded('app:storeUnavailable', () => remembered.pagesNoted()),
    close: async () => {
      db.close();
    },
  };
}

function open(directory: string): { db: Database; hashKey: Buffer } {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const file = join(directory, 'store.db');
  const keys = keysOf(directory, existsSync(file));
  if (!existsSync(file)) create(file, keys.file);
  const db = unlock(file, keys.file);
  return { db, hashKey: keys.hash };
}

/**
 * Made whole beside its place and then linked there: of two hosts that make one file together, each would mix
 * its own salt into the key, and one of them could not read it. The first one's file counts.
 */
function create(file: string, key: Buffer): void {
  const draft = `${file}.${process.pid}`;
  rmSync(draft, { force: true });
  // Made before SQLite makes it, so that it is nobody else's to read; its journal takes over the mode.
  closeSync(openSync(draft, 'wx', 0o600));
  unlock(draft, key).close();
  linkOnce(draft, file);
}

function unlock(file: string, key: Buffer): Database {
  const db = new Sqlite(file, { timeout: BUSY_MS, fileMustExist: true });
  try {
    db.pragma("cipher = 'chacha20'");
    db.key(key);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    // In KiB: the file is small, and the host stays all day.
    db.pragma('cache_size = -256');
    migrate(db);
    return db;
  } catch (thrown) {
    db.close();
    throw thrown;
  }
}

/**
 * One method a transition, its statements prepared once: each holds memory that the collector does not see.
 * `immediate` keeps every other writer out from a transaction's first statement on.
 */
function transitions(db: Database, hash: (text: string) => Buffer) {
  const insert = insertion(db, hash);
  const recent = db
    .prepare<[string, number, number, string], number>(
      `SELECT count(*) FROM lookup WHERE operation = ? AND at > ? AND at <= ? AND NOT refused
       AND origin IN (SELECT value FROM json_each(?))`,
    )
    .pluck();
  const close = db.prepare('UPDATE lookup SET ended = ?, result = ? WHERE id = ?');
  const sams = db.prepare<[], { id: string; at: number }>(
    'SELECT id, at FROM sam ORDER BY rowid DESC LIMIT 2',
  );
  const addSam = db.prepare('INSERT INTO sam (id, at) VALUES (?, ?)');
  return {
    begin: db.transaction((lookup: Lookup, now: number, limits: HostConfig['limits']) => {
      const { origins, atMost, windowMs, refusal } = limitOf(lookup.origin, limits);
      const span = [now - windowMs, now + windowMs] as const;
      const count = recent.get(lookup.operation, ...span, JSON.stringify(origins)) ?? 0;
      const refused = count >= atMost ? refusal : null;
      return { row: insert(lookup, now, refused), refusal: refused };
    }),
    end: (row: number, result: string, now: number) => void close.run(now, result, row),
    rememberSam: db.transaction((samId: string, now: number): string | null => {
      const last = sams.get()?.id ?? null;
      if (last !== samId) addSam.run(samId, now);
      return last;
    }),
    /** The newest row, if there is one before it: the row stands for the moment of the exchange. */
    samSince: (): number | null => {
      const [newest, before] = sams.all();
      return before ? (newest?.at ?? null) : null;
    },
  };
}

function numberMethods(db: Database, hash: (text: string) => Buffer): NumberStore {
  const steps = coded('app:storeUnavailable', () => numberTransitions(db, hash));
  return {
    takeSerial: async (machine, day, newPc) =>
      coded('app:storeUnavailable', () => steps.take.immediate(machine, day, newPc)),
    lastSerial: async (pc, day) => coded('app:storeUnavailable', () => steps.last(pc, day)),
    retirePc: async (pc) => coded('app:storeUnavailable', () => steps.retire(pc)),
  };
}

/** Writes a row, patient and doctor as keyed hashes; a refused lookup is ended in the same breath. */
function insertion(db: Database, hash: (text: string) => Buffer) {
  const statement = db.prepare(
    `INSERT INTO lookup (at, origin, patient, doctor, os_user, page, operation, refused, ended, result)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const osUser = userInfo().username;
  return ({ origin, patient, doctor, page, operation }: Lookup, now: number, refusal: ErrorKey | null) => {
    const who = [hash(patient), doctor === null ? null : hash(doctor), osUser];
    const end = refusal ? [1, now, refusal] : [0, null, null];
    return Number(statement.run(now, origin, ...who, page, operation, ...end).lastInsertRowid);
  };
}

/** Full disk, lock, damage, wrong key: the cause stays in the error, its text does not cross the border. */
function coded<T>(key: ErrorKey, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw cause instanceof CodedError ? cause : new CodedError(key, undefined, { cause });
  }
}
