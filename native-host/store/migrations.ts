import type { Database } from 'better-sqlite3-multiple-ciphers';
import { CodedError } from '../../shared/protocol/errors/codes.ts';

/** What brought the schema from one number to the next. Append-only: a released step never changes. */
const MIGRATIONS = [
  `CREATE TABLE lookup (
     id INTEGER PRIMARY KEY,
     at INTEGER NOT NULL,
     origin TEXT NOT NULL,
     patient BLOB NOT NULL,
     doctor BLOB,
     os_user TEXT NOT NULL,
     page TEXT NOT NULL,
     operation TEXT NOT NULL,
     refused INTEGER NOT NULL,
     ended INTEGER,
     result TEXT
   ) STRICT;
   CREATE INDEX lookup_recent ON lookup (operation, at);
   CREATE TABLE sam (id TEXT NOT NULL, at INTEGER NOT NULL) STRICT;`,
  `CREATE TABLE number_pc (pc TEXT PRIMARY KEY, machine BLOB NOT NULL, retired INTEGER NOT NULL) STRICT;
   CREATE TABLE number_serial (
     pc TEXT NOT NULL REFERENCES number_pc,
     day TEXT NOT NULL,
     last INTEGER NOT NULL,
     PRIMARY KEY (pc, day)
   ) STRICT;`,
  `CREATE TABLE page_seen (problem TEXT PRIMARY KEY, page TEXT, at INTEGER NOT NULL) STRICT;`,
];

/** Brings the schema up to date, once, however many hosts start at the same time. */
export function migrate(db: Database): void {
  db.transaction(() => {
    const version = Number(db.pragma('user_version', { simple: true }));
    // Written by a newer host: its rules are unknown here.
    if (version > MIGRATIONS.length) throw new CodedError('app:storeUnavailable', 'schema');
    for (const step of MIGRATIONS.slice(version)) db.exec(step);
    db.pragma(`user_version = ${MIGRATIONS.length}`);
  }).immediate();
}
