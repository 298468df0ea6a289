import { ruledSheets } from './grid.ts';
import { type Column, headerOf, isPartOfHeader, type Role } from './header.ts';
import type { Page } from './pdf.ts';
import { plainSheets } from './plain-sheets.ts';
import type { Band, Cell, Sheet } from './sheet.ts';
import { narrow, tight } from './text.ts';
import { joinText } from './words.ts';

/** One row of a field table, as printed. */
export interface FieldRow {
  /** Tables count from 1, over all pages. */
  table: number;
  page: number;
  /** From 1 within its table. */
  row: number;
  cells: Partial<Record<Role, string>>;
  /** The heading of its length, which tells the unit. */
  lengthTitle: string;
  /** Put together from two pages. */
  joined: boolean;
}

/** The rows of all field tables of a document, in its order: by drawn lines where there are any, else by space. */
export function fieldRows(pages: readonly Page[]): FieldTables {
  const ruled = collect(pages.flatMap(ruledSheets));
  return ruled.rows.length > 0 ? ruled : collect(plainSheets(pages));
}

export interface FieldTables {
  rows: FieldRow[];
  /** What stands in the tables and was taken for no row: notes, headings. For a human to look over. */
  leftOut: { page: number; text: string }[];
}

interface Table {
  number: number;
  columns: readonly Column[];
  x0: number;
  x1: number;
  rows: FieldRow[];
}
/** Points. */
const SAME_EDGE = 6;

function collect(sheets: readonly Sheet[]): FieldTables {
  const tables: Table[] = [];
  const leftOut = sheets.flatMap((sheet) => addSheet(tables, sheet));
  return {
    rows: numbered(tables.map(({ rows }) => rows)),
    leftOut: leftOut.flatMap(({ page, cells }) => {
      const text = cells
        .map((cell) => cell.text.trim())
        .filter(Boolean)
        .join(' | ');
      return text ? [{ page, text }] : [];
    }),
  };
}

/** Tables that look the same and follow each other over a page's end are told apart by their items: 1 begins one. */
function numbered(tables: readonly FieldRow[][]): FieldRow[] {
  let table = 0;
  return tables.flatMap((rows) => {
    table += 1;
    let first = 0;
    return rows.map((row, i) => {
      const begins = itemOf(row) === 1 && itemOf(rows[i - 1]) > 1;
      if (begins) [table, first] = [table + 1, i];
      return { ...row, table, row: i - first + 1 };
    });
  });
}

const itemOf = (row: FieldRow | undefined) => Number(/^\d+$/.exec(tight(row?.cells.item ?? ''))?.[0] ?? 0);

/** A sheet without a header goes on with the last table, where it is as wide. Answers what was taken for no row. */
function addSheet(tables: Table[], sheet: Sheet): Band[] {
  const leftOut: Band[] = [];
  let table = tables.at(-1);
  if (table && !alike(table, sheet)) table = undefined;
  // The first row of a page may be the rest of one that the page's end has cut.
  let first = true;
  let before: Band | undefined;
  for (const band of sheet.bands) {
    const columns = headerOf(band.cells);
    if (columns) {
      table = printedAgain(tables.at(-1), sheet, columns) ?? begun(tables, sheet, columns);
      before = undefined;
    } else if (table && !isPartOfHeader(band.cells)) {
      if (addBand(table, band, before, first)) first = false;
      else leftOut.push(band);
      before = band;
    } else if (table) leftOut.push(band);
  }
  return leftOut;
}

function begun(tables: Table[], { x0, x1 }: Sheet, columns: readonly Column[]): Table {
  const table = { number: tables.length + 1, columns, x0, x1, rows: [] };
  tables.push(table);
  return table;
}

const near = (a: number, b: number) => Math.abs(a - b) <= SAME_EDGE;
const alike = (one: { x0: number; x1: number }, other: { x0: number; x1: number }) =>
  near(one.x0, other.x0) && near(one.x1, other.x1);
/** The table whose header this is, printed again on a further page. */
function printedAgain(last: Table | undefined, sheet: Sheet, columns: readonly Column[]): Table | undefined {
  const earlier = last?.rows.every((row) => row.page < sheet.page) ?? false;
  return earlier && sameColumns(last?.columns ?? [], columns) ? last : undefined;
}

/** Without lines, columns are as wide as their page needs them. */
const sameColumns = (one: readonly Column[], other: readonly Column[]) =>
  one.length === other.length &&
  one.every((column, i) => {
    const twin = other[i];
    return twin && column.role === twin.role && overlap(column, twin) > 0.6 * (twin.x1 - twin.x0);
  });

/** True where the band was a row of fields, or the rest of one. */
function addBand(table: Table, band: Band, before: Band | undefined, first: boolean): boolean {
  const placed = place(table.columns, band.cells);
  if (!placed) return false;
  const cells = textsOf(placed);
  if (isHeading(cells)) return false;
  const last = table.rows.at(-1);
  if (last && (sharesRow(table, band, before) || continues(cells, last, band, first))) {
    const fresh = new Set(before && last.page === band.page ? before.cells : []);
    const added = textsOf(new Map([...placed].filter(([, cell]) => !fresh.has(cell))));
    for (const [role, text] of entries(added)) last.cells[role] = joinText(last.cells[role] ?? '', text);
    last.joined ||= last.page !== band.page;
    return true;
  }
  const lengthTitle = table.columns.find(({ role }) => role === 'length')?.title ?? '';
  const row = table.rows.length + 1;
  table.rows.push({ table: table.number, page: band.page, row, cells, lengthTitle, joined: false });
  return true;
}

/** Nothing, or a section's heading that stands where items or codes do. */
function isHeading({ item = '', code = '', ...others }: FieldRow['cells']): boolean {
  const alone = Object.keys(others).length === 0;
  return alone && (/\p{Script=Han}/u.test(item + code) || !(item || code));
}

const entries = (cells: Partial<Record<Role, string>>) => Object.entries(cells) as [Role, string][];

/** Only a part of the row's cells is divided by a line: code and name are the same cells as above. */
function sharesRow({ columns }: Table, band: Band, before: Band | undefined): boolean {
  if (!before) return false;
  const [now, then] = [place(columns, band.cells), place(columns, before.cells)];
  const same = (role: Column['role']) => now?.get(role) !== undefined && now.get(role) === then?.get(role);
  return same('codeName') || (same('code') && same('name'));
}

/** No code, and either the page has just turned or not even a name: the rest of the row above. */
function continues(cells: FieldRow['cells'], last: FieldRow, band: Band, first: boolean): boolean {
  if (cells.code || cells.item) return false;
  return (first && band.page !== last.page) || !cells.name;
}

/** The cell of each column; null for a note that runs over several. */
function place(columns: readonly Column[], cells: readonly Cell[]): Map<Column['role'], Cell> | null {
  const placed = new Map<Column['role'], Cell>();
  for (const cell of cells) {
    const over = columns.filter((column) => overlap(column, cell) > 0.5 * (column.x1 - column.x0));
    const text = cell.text.trim();
    if (over.length > 2 && text) return null;
    const within = over[0] ?? columns.find((column) => overlap(column, cell) > 0.5 * (cell.x1 - cell.x0));
    if (!within) continue;
    const there = placed.get(within.role);
    placed.set(within.role, there?.text ? { ...there, text: joinText(there.text, cell.text) } : cell);
  }
  return placed;
}

const overlap = (a: { x0: number; x1: number }, b: { x0: number; x1: number }) =>
  Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0);

function textsOf(placed: ReadonlyMap<Column['role'], Cell>): FieldRow['cells'] {
  const cells: FieldRow['cells'] = {};
  for (const [role, { text }] of placed) {
    if (!text.trim()) continue;
    if (role === 'codeName') Object.assign(cells, splitCodeName(narrow(text)));
    else cells[role] = text.trim();
  }
  return cells;
}

const CODE_IN_BRACKETS = /^(.+?)\s*[([]\s*([A-Za-z][\w.-]{0,39})\s*[)\]]$/;
const CODE_FIRST = /^([A-Za-z][\w.-]{0,39})(?:\s+|\s*[:、.)/]\s*|(?=[^\x20-\x7e]))(.+)$/;
const CODE_LAST = /^(.*?[^\w.-])([A-Za-z][\w.-]{0,39})$/;

/** `a1 院所自編序號`, `院所自編序號(a1)` and the like. */
function splitCodeName(text: string): { code?: string; name?: string } {
  const [, said, inside] = CODE_IN_BRACKETS.exec(text) ?? [];
  if (said && inside) return { code: inside, name: said };
  const [, code, name] = CODE_FIRST.exec(text) ?? [];
  if (code && name) return { code, name: name.trim() };
  const [, before, after] = CODE_LAST.exec(text) ?? [];
  return before && after ? { code: after, name: before.replace(/[\s/:]+$/, '') } : { name: text };
}
