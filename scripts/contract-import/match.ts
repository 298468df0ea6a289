import type { FieldRow } from './rows.ts';
import type { Target } from './targets.ts';
import { likeness, plain, tight, unbracketed } from './text.ts';

/** How sure it is that a row is about a key. */
export type Sureness = 'certain' | 'likely' | 'similar';

export interface Match {
  row: FieldRow;
  target: Target;
  sureness: Sureness;
}
/** A row that is left for a human, with the keys that it may be about. */
export interface Unmatched {
  row: FieldRow;
  candidates: readonly Target[];
}
export interface Matching {
  matches: Match[];
  unmatched: Unmatched[];
  /** Keys that no row is about. */
  missing: Target[];
}

/**
 * Finds the key of each row by its Chinese name: the same, then the same but for spelling, then alike enough to
 * suggest. Where two keys fit equally, or two rows claim one key, nobody is chosen.
 */
export function matchRows(rows: readonly FieldRow[], targets: readonly Target[]): Matching {
  const parts = partsOfTables(rows, targets);
  const found = rows.map((row) => find(row, targets, parts.get(row.table) ?? ''));
  pairRepeated(found, targets);
  const claims = Map.groupBy(
    found.flatMap((one) => (one.target ? [one.target] : [])),
    (target) => target.path,
  );
  const matches: Match[] = [];
  const unmatched: Unmatched[] = [];
  for (const { row, target, sureness, candidates } of found) {
    const alone = target && claims.get(target.path)?.length === 1;
    if (alone) matches.push({ row, target, sureness });
    else unmatched.push({ row, candidates: target ? [target] : candidates });
  }
  const taken = new Set(matches.map(({ target }) => target.path));
  return { matches, unmatched, missing: targets.filter(({ path }) => !taken.has(path)) };
}

interface Found {
  row: FieldRow;
  target: Target | null;
  sureness: Sureness;
  candidates: readonly Target[];
}

/** A table is about the part of the operation that has most of its names; 院所自編序號 is in several. */
function partsOfTables(rows: readonly FieldRow[], targets: readonly Target[]): Map<number, string> {
  const byPart = Map.groupBy(targets, ({ part }) => part);
  const best = [...Map.groupBy(rows, ({ table }) => table)].map(([table, own]) => {
    const names = own.map(({ cells }) => plain(cells.name ?? ''));
    const scores = [...byPart].map(([part, all]) => ({
      part,
      score: names.filter((name) => all.some(({ title }) => plain(title) === name)).length,
    }));
    return [table, scores.sort((a, b) => b.score - a.score)[0]?.part ?? ''] as const;
  });
  return new Map(best);
}

/** The same spelling of a name, the strictest first. */
const SPELLINGS = [tight, plain, unbracketed];
const ALIKE = 0.6;
const AHEAD = 0.15;

function find(row: FieldRow, targets: readonly Target[], part: string): Found {
  const name = row.cells.name ?? '';
  const none: Found = { row, target: null, sureness: 'certain', candidates: [] };
  if (!plain(name)) return none;
  for (const spelling of SPELLINGS) {
    const same = targets.filter(({ title }) => title && spelling(title) === spelling(name));
    if (same.length === 0) continue;
    const here = same.filter((target) => target.part === part);
    // The same but for brackets, or in another part than the rest of its table: perhaps another thing.
    const choice = here.length > 0 ? here : same;
    const [only] = choice;
    if (choice.length > 1 || !only) return { ...none, candidates: choice };
    const sure = here.length > 0 && spelling !== unbracketed;
    return { ...none, target: only, sureness: sure ? 'certain' : 'likely' };
  }
  return { ...none, ...suggest(name, targets, part) };
}

function suggest(name: string, targets: readonly Target[], part: string): Partial<Found> {
  const ranked = targets
    .filter((target) => target.part === part)
    .map((target) => ({ target, score: likeness(plain(name), plain(target.title)) }))
    .filter(({ score }) => score >= ALIKE)
    .sort((a, b) => b.score - a.score);
  const [first, second] = ranked;
  const ahead = first && first.score - (second?.score ?? 0) >= AHEAD;
  const candidates = ranked.slice(0, 3).map(({ target }) => target);
  return ahead ? { target: first.target, sureness: 'similar', candidates } : { candidates };
}

/** 受理日期 twice in a table, and twice in the contract: in the same order, though not for certain. */
function pairRepeated(found: Found[], targets: readonly Target[]): void {
  const open = found.filter(({ target, candidates }) => !target && candidates.length > 1);
  const alike = Map.groupBy(open, ({ row }) => `${row.table} ${plain(row.cells.name ?? '')}`);
  for (const same of alike.values()) {
    const ordered = targets.filter((target) => same[0]?.candidates.includes(target));
    const names = new Set(ordered.map(({ title }) => plain(title)));
    if (ordered.length !== same.length || names.size !== 1) continue;
    same.forEach((one, i) => {
      one.target = ordered[i] ?? null;
      one.sureness = 'likely';
    });
  }
}
