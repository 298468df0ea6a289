import type { StatedLeaf } from '../../native-host/contract/contracts.ts';
import type { Json } from '../../native-host/contract/merge.ts';
import type { Match, Sureness } from './match.ts';
import type { FieldRow } from './rows.ts';
import { formatOf, type Property, type Target } from './targets.ts';
import { narrow, tight } from './text.ts';
import { confirmsKind, type Reading, readCode, readLength, readRequired } from './values.ts';

/** One value that the document states otherwise than the contract, or that it is now known from. */
export interface Proposal {
  /** `document.elements.patient.id.maxBytes`: what is accepted by name. */
  path: string;
  key: string;
  part: string;
  now: { value: Json; from: string } | null;
  value: Json;
  /** The document says the same: only the provenance changes. */
  same: boolean;
  sureness: Sureness;
  notes: readonly string[];
  page: number;
  table: number;
  row: number;
}

/** What each matched row says about its key; a value that the contract does not hold there is left out. */
export function proposalsOf(matches: readonly Match[], leaves: readonly StatedLeaf[]): Proposal[] {
  const columns = Map.groupBy(matches, ({ row }) => row.table);
  return matches.flatMap((match) => {
    const required = (columns.get(match.row.table) ?? []).map(({ row }) => row.cells.required ?? '');
    return Object.entries(readings(match, required, leaves)).flatMap(([name, reading]) =>
      reading && match.target.now[name as Property] ? [proposal(match, name as Property, reading)] : [],
    );
  });
}

type Readings = Record<Property, Reading<Json>>;

function readings(
  { row, target }: Match,
  required: readonly string[],
  leaves: readonly StatedLeaf[],
): Readings {
  const { code = '', name = '', type = '', length = '' } = row.cells;
  const bytes = readLength(length, row.lengthTitle, type);
  return {
    code: readCode(code, formatOf(leaves, target.part)),
    title: readTitle(name, target.title),
    kind: confirmsKind(String(target.now.kind?.value ?? ''), type, bytes?.value ?? null),
    maxBytes: bytes,
    required: readRequired(row.cells.required ?? '', required),
  };
}

/** A line's end may have swallowed a space: what is the same but for spaces stays as it is spelt. */
function readTitle(name: string, now: string): Reading<string> {
  if (!name || narrow(name).length > LONGEST_TITLE) return null;
  return { value: tight(name) === tight(now) ? now : narrow(name), sure: true };
}
const LONGEST_TITLE = 60;

function proposal(
  { row, target, sureness }: Match,
  name: Property,
  reading: { value: Json; sure: boolean; note?: string },
): Proposal {
  const now = target.now[name] ?? null;
  return {
    ...placeOf(target, row),
    path: `${target.path}.${name}`,
    now,
    value: reading.value,
    same: JSON.stringify(now?.value) === JSON.stringify(reading.value),
    sureness: reading.sure || sureness !== 'certain' ? sureness : 'likely',
    notes: [...(reading.note ? [reading.note] : []), ...(row.joined ? [JOINED] : [])],
  };
}
const JOINED = '由兩頁接合 / put together from two pages';

const placeOf = ({ key, part }: Pick<Target, 'key' | 'part'>, row: FieldRow | undefined) => ({
  key,
  part,
  page: row?.page ?? 0,
  table: row?.table ?? 0,
  row: row?.row ?? 0,
});

/** The order of the elements, where every one of a document's first level was found. */
export function orderProposals(
  matches: readonly Match[],
  targets: readonly Target[],
  leaves: readonly StatedLeaf[],
): Proposal[] {
  return ['document', 'result', 'request', 'answer'].flatMap((part) => {
    const keys = targets.filter((one) => one.part === part && !one.group).map(({ key }) => key);
    const found = matches.filter(({ target }) => target.part === part && !target.group);
    if (
      keys.length < 2 ||
      found.length !== keys.length ||
      !leaves.some(({ path }) => path === `${part}.encoding`)
    )
      return [];
    const value = found.map(({ target }) => target.key);
    const sure = found.every(({ sureness }) => sureness === 'certain');
    const stated = leaves.find(({ path }) => path === `${part}.order`);
    const now = stated ? { value: stated.value, from: stated.from } : null;
    const place = { path: `${part}.order`, ...placeOf({ key: 'order', part }, found[0]?.row) };
    const same = value.join() === keys.join();
    return [{ ...place, now, value, same, sureness: sure ? 'certain' : 'likely', notes: [] } as const];
  });
}
