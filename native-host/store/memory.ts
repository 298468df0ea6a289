import type { Database } from 'better-sqlite3-multiple-ciphers';
import type { LookupEnd, PageSeen } from './store.ts';

type Row = LookupEnd & { id: number };

/** What `doctor` wants to know of the time before. A page without a problem stands under an empty name. */
export function memory(db: Database) {
  const ended = 'SELECT id, result, ended AS at FROM lookup WHERE operation = ? AND NOT refused';
  const newest = 'ORDER BY id DESC LIMIT 1';
  const answered = db.prepare<[string], Row>(`${ended} AND result GLOB 'ok:*' ${newest}`);
  const failed = db.prepare<[string, number], Row>(
    `${ended} AND result NOT GLOB 'ok:*' AND result NOT IN ('kept', 'wire:cancelled') AND id > ? ${newest}`,
  );
  const note = db.prepare('INSERT OR REPLACE INTO page_seen (problem, page, at) VALUES (?, ?, ?)');
  const noted = db.prepare<[], PageSeen>(
    "SELECT nullif(problem, '') AS problem, page, at FROM page_seen ORDER BY at DESC",
  );
  return {
    lastEnds: (operation: string) => {
      const good = answered.get(operation);
      const bad = failed.get(operation, good?.id ?? 0);
      return { answered: endOf(good), failed: endOf(bad) };
    },
    notePage: ({ problem, page, at }: PageSeen) => void note.run(problem ?? '', page, at),
    pagesNoted: () => noted.all(),
  };
}

function endOf(row: Row | undefined): LookupEnd | null {
  return row ? { result: row.result, at: row.at } : null;
}
