import { checking, type Finding } from '../check/checking.ts';
import { checkRecord } from '../check/record.ts';
import type { FileItem, Item, Reading } from '../read/item.ts';
import type { Progress } from '../read/progress.ts';
import { RemarksOn } from '../read/remarks.ts';
import { type Trouble, toDocument } from '../wire/to-domain.ts';
import { readMark } from '../xml/declaration.ts';
import { type Columns, columnsOf, tellColumns } from './columns.ts';
import { nextRow, type Row } from './rows.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what no cell has a use for
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f]/;

/** Rows that lack cells; a file with more of them is no list. */
const MOST_SHORT = 1_000;

/** Reads a CSV file row by row; the first row's titles say which column is what. */
export function* readCsv(file: Progress): Reading {
  yield* file.has(3);
  const problems = readMark(file);
  if (problems.length > 0) yield { kind: 'file', head: null, problems, kept: [] };
  const titles = yield* nextRow(file);
  if (!titles || titles.isOpen) throw file.fail('app:fileTruncated');
  const columns = columnsOf(file.plan.level, titles);
  if (!columns) throw file.fail('app:fileOther');
  const item = titleItem(file, titles, columns);
  if (item.problems.length > 0) yield item;
  file.pass(titles.passage, titles.bytes);
  yield* readRows(file, columns);
}

function titleItem(file: Progress, titles: Row, columns: Columns): FileItem {
  const remarks = new RemarksOn(file, titles.passage, -1);
  tellColumns(remarks, file.plan.level, titles, columns);
  return { kind: 'file', head: null, problems: remarks.problems, kept: remarks.kept };
}

function* readRows(file: Progress, columns: Columns): Reading {
  let short = 0;
  for (;;) {
    file.current = file.records;
    const row = yield* nextRow(file);
    if (!row) return;
    if (row.cells.length > 1 || row.cells[0]?.text !== '') {
      if (row.cells.length < columns.count && ++short > MOST_SHORT) throw file.fail('app:fileMalformed');
      if (file.records === file.plan.document.maxRecords.value) throw file.fail('app:fileOverLimit');
      yield rowItem(file, row, columns);
      file.records++;
    }
    file.pass(row.passage, row.bytes);
  }
}

function rowItem(file: Progress, row: Row, columns: Columns): Item {
  const { cells, passage, isOpen } = row;
  if (isOpen && cells.length < columns.count) throw file.fail('app:fileTruncated');
  const troubles: Trouble[] = [];
  const nodes = columns.known.map(({ field, column }) => ({
    code: field.code,
    text: cells[column]?.text ?? '',
  }));
  const record = toDocument(file.plan.level, nodes, (one) => troubles.push(one));
  const remarks = new RemarksOn(file, passage, file.records);
  const cellOf = (key: string) => cells[columns.known.find((one) => one.field.key === key)?.column ?? -1];
  const whole = { from: 0, to: passage.text.length };
  for (const one of troubles) remarks.trouble(one, cellOf(one.key) ?? whole);
  for (const one of findingsOf(file, record, columns, troubles)) remarks.tell(one, cellOf(one.key) ?? whole);
  tellCells(remarks, row, columns);
  const { problems, kept } = remarks;
  return { kind: 'record', index: file.records, record, problems, kept };
}

function findingsOf(
  { plan }: Progress,
  record: Parameters<typeof checkRecord>[1],
  { missing }: Columns,
  troubles: readonly Trouble[],
): Finding[] {
  const findings: Finding[] = [];
  checkRecord(
    checking(plan, false, (finding) => findings.push(finding)),
    record,
  );
  return findings.filter(
    ({ code, key }) =>
      code !== 'elementMissing' || !(missing.has(key) || troubles.some((trouble) => trouble.key === key)),
  );
}

/** Too many or too few of them, those that no field takes, and what is no text in them. */
function tellCells(remarks: RemarksOn, { cells, passage, isOpen }: Row, columns: Columns): void {
  const whole = { from: 0, to: passage.text.length };
  if (isOpen) remarks.tell({ code: 'lineEndMissing', severity: 'warning', key: '' }, whole);
  if (cells.length !== columns.count)
    remarks.tell(
      { code: 'rowRagged', key: '', detail: { count: cells.length, stated: columns.count } },
      whole,
    );
  for (const { title, column } of columns.spare) {
    const cell = cells[column];
    if (cell && cell.text !== '') remarks.keep('', title, cell);
  }
  for (const cell of cells.slice(columns.count)) remarks.keep('', '', cell);
  for (const { index } of passage.kept) tellAt(remarks, 'bytesBroken', index, { cells, columns });
  const control = passage.text.search(CONTROL);
  if (control >= 0) tellAt(remarks, 'characterForbidden', control, { cells, columns });
}

function tellAt(
  remarks: RemarksOn,
  code: 'bytesBroken' | 'characterForbidden',
  index: number,
  { cells, columns }: { cells: Row['cells']; columns: Columns },
): void {
  const at = cells.findIndex(({ from, to }) => from <= index && index < to);
  const cell = cells[at] ?? { from: index, to: index + 1 };
  const field = columns.known.find(({ column }) => column === at)?.field;
  const position = index - cell.from + 1;
  remarks.tell({ code, key: field?.key ?? '', detail: { position } }, { from: index, to: index + 1 });
  remarks.keep(field?.key ?? '', field?.code ?? '', cell);
}
