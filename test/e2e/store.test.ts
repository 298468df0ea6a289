import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3-multiple-ciphers';
import { describe, expect, it } from 'vitest';
import { keysOf } from '../../native-host/store/keys.ts';
import { lookup } from '../../native-host/store/lookup-sample.ts';
import { openSqliteStore } from '../../native-host/store/sqlite.ts';
import { storeSuite } from '../../native-host/store/store-suite.ts';

const newPlace = () => mkdtempSync(join(tmpdir(), 'store-'));
const limits = () => ({ automaticPerMinute: 20, typedPerHour: 30 });
const open = (directory: string) => openSqliteStore({ directory, limits });
const coded = (key: string) => expect.objectContaining({ key });

function openRaw(directory: string): Sqlite.Database {
  const db = new Sqlite(join(directory, 'store.db'), { timeout: 0 });
  db.pragma("cipher = 'chacha20'");
  db.key(keysOf(directory, true).file);
  return db;
}

describe('the SQLite store', () => {
  storeSuite(async (directory, given) => openSqliteStore({ directory, limits: () => given }), newPlace);
});

describe('the SQLite file', () => {
  it('holds nothing that can be read, and is for its owner alone', async () => {
    const directory = newPlace();
    const store = open(directory);
    await store.beginLookup(lookup(), Date.now());
    const files = readdirSync(directory).filter((name) => name !== 'store.key');
    const bytes = Buffer.concat(files.map((name) => readFileSync(join(directory, name))));
    expect(files).toContain('store.db-wal');
    for (const word of ['SQLite format 3', 'A123456789', '王大明', 'his.example', 'lookup']) {
      expect(bytes.includes(Buffer.from(word))).toBe(false);
    }
    for (const name of readdirSync(directory)) expect(statSync(join(directory, name)).mode & 0o077).toBe(0);
    await store.close();
  });

  it('keeps patient and doctor as hashes that only this key makes', async () => {
    const directory = newPlace();
    const store = open(directory);
    const row = await store.beginLookup(lookup(), 1_000);
    await store.endLookup(row, 'web:8203', 1_500);
    await store.close();
    const db = openRaw(directory);
    const kept = db.prepare('SELECT * FROM lookup').get() as Record<string, unknown>;
    db.close();
    expect(kept).toMatchObject({ at: 1_000, ended: 1_500, result: 'web:8203', origin: 'screen', refused: 0 });
    expect(kept.patient).toHaveLength(32);
    expect(JSON.stringify(kept)).not.toMatch(/A123456789|王大明/);
  });

  it('brings a file of the first schema up to date, rows and all', async () => {
    const directory = newPlace();
    const first = open(directory);
    await first.endLookup(await first.beginLookup(lookup(), 1_000), 'ok:0000', 1_500);
    await first.close();
    const db = openRaw(directory);
    db.exec('DROP TABLE page_seen; DROP TABLE number_serial; DROP TABLE number_pc; PRAGMA user_version = 1');
    db.close();
    const store = open(directory);
    await store.notePage({ page: null, problem: 'idMasked', at: 2_000 });
    expect(await store.lastEnds('query-own-6.0')).toMatchObject({ answered: { at: 1_500 } });
    await store.close();
  });

  it('writes a refusal down', async () => {
    const directory = newPlace();
    const store = openSqliteStore({ directory, limits: () => ({ automaticPerMinute: 0, typedPerHour: 0 }) });
    await expect(store.beginLookup(lookup(), 1_000)).rejects.toEqual(coded('app:limitAutomatic'));
    await store.close();
    const db = openRaw(directory);
    expect(db.prepare('SELECT refused, result FROM lookup').all()).toEqual([
      { refused: 1, result: 'app:limitAutomatic' },
    ]);
    db.close();
  });

  it('says so when another program holds the lock, and writes nothing', async () => {
    const directory = newPlace();
    const store = open(directory);
    const other = openRaw(directory);
    other.exec('BEGIN IMMEDIATE');
    await expect(store.beginLookup(lookup(), 1)).rejects.toEqual(coded('app:auditUnwritable'));
    other.exec('ROLLBACK');
    expect(other.prepare('SELECT count(*) FROM lookup').pluck().get()).toBe(0);
    await expect(store.beginLookup(lookup(), 1)).resolves.toBe(1);
    other.close();
    await store.close();
  });

  it.each<[string, (directory: string) => void]>([
    ['another key', (directory) => writeFileSync(join(directory, 'store.key'), Buffer.alloc(32, 7))],
    ['no key', (directory) => rmSync(join(directory, 'store.key'))],
    ['a key that others can read', (directory) => chmodSync(join(directory, 'store.key'), 0o644)],
    ['a damaged file', (directory) => writeFileSync(join(directory, 'store.db'), Buffer.alloc(8192, 1))],
    ['a newer schema', (directory) => void openRaw(directory).pragma('user_version = 99')],
  ])('is not opened with %s, and not replaced', async (_what, spoil) => {
    const directory = newPlace();
    const store = open(directory);
    await store.beginLookup(lookup(), 1);
    await store.close();
    spoil(directory);
    const before = readFileSync(join(directory, 'store.db'));
    expect(() => open(directory)).toThrow(coded('app:storeUnavailable'));
    expect(readFileSync(join(directory, 'store.db')).equals(before)).toBe(true);
  });

  it('refuses a plain file rather than writing plain text into it', () => {
    const directory = newPlace();
    const plain = new Sqlite(join(directory, 'store.db'));
    plain.exec('CREATE TABLE lookup (id)');
    plain.close();
    keysOf(directory, false);
    expect(() => open(directory)).toThrow(coded('app:storeUnavailable'));
  });
});
