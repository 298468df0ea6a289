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
import { migrate } from './migrations.ts';
import type { Lookup, Store } from './store.ts';

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
  return {
    beginLookup: async (lookup, now) => {
      const { row, refusal } = coded('app:auditUnwritable', () => begin(db, lookup, now, limits(), hash));
      if (refusal) throw new CodedError(refusal);
      return row;
    },
    endLookup: async (row, result, now) => {
      const end = db.prepare('UPDATE lookup SET ended = ?, result = ? WHERE id = ?');
      coded('app:auditUnwritable', () => end.run(now, result, row));
    },
    rememberSam: async (samId, now) => coded('app:storeUnavailable', () => rememberSam(db, samId, now)),
    samSince: async () => coded('app:storeUnavailable', () => samSince(db)),
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
    migrate(db);
    return db;
  } catch (thrown) {
    db.close();
    throw thrown;
  }
}

/** Counts and writes in one transaction that keeps every other writer out from its first statement on. */
function begin(
  db: Database,
  lookup: Lookup,
  now: number,
  limits: HostConfig['limits'],
  hash: (text: string) => Buffer,
): { row: number; refusal: ErrorKey | null } {
  return db
    .transaction(() => {
      const { origins, atMost, windowMs, refusal } = limitOf(lookup.origin, limits);
      const marks = origins.map(() => '?').join();
      const count = db
        .prepare<unknown[], number>(
          `SELECT count(*) FROM lookup WHERE operation = ? AND at > ? AND at <= ? AND NOT refused AND origin IN (${marks})`,
        )
        .pluck()
        .get(lookup.operation, now - windowMs, now + windowMs, ...origins);
      const refused = (count ?? 0) >= atMost ? refusal : null;
      return { row: insert(db, lookup, now, refused, hash), refusal: refused };
    })
    .immediate();
}

function insert(
  db: Database,
  lookup: Lookup,
  now: number,
  refusal: ErrorKey | null,
  hash: (text: string) => Buffer,
): number {
  const { origin, patient, doctor, page, operation } = lookup;
  const done = db
    .prepare(
      `INSERT INTO lookup (at, origin, patient, doctor, os_user, page, operation, refused, ended, result)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      now,
      origin,
      hash(patient),
      doctor === null ? null : hash(doctor),
      userInfo().username,
      page,
      operation,
      refusal ? 1 : 0,
      refusal ? now : null,
      refusal,
    );
  return Number(done.lastInsertRowid);
}

function rememberSam(db: Database, samId: string, now: number): string | null {
  return db
    .transaction(() => {
      const last = db.prepare<[], string>('SELECT id FROM sam ORDER BY rowid DESC LIMIT 1').pluck().get();
      if (last !== samId) db.prepare('INSERT INTO sam (id, at) VALUES (?, ?)').run(samId, now);
      return last ?? null;
    })
    .immediate();
}

/** The newest row, if there is one before it: the row stands for the moment of the exchange. */
function samSince(db: Database): number | null {
  const times = db.prepare<[], number>('SELECT at FROM sam ORDER BY rowid DESC LIMIT 2').pluck().all();
  return times.length === 2 ? (times[0] ?? null) : null;
}

/** Full disk, lock, damage, wrong key: the cause stays in the error, its text does not cross the border. */
function coded<T>(key: ErrorKey, work: () => T): T {
  try {
    return work();
  } catch (cause) {
    throw cause instanceof CodedError ? cause : new CodedError(key, undefined, { cause });
  }
}
