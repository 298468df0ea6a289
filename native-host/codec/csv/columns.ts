import type { ProblemCode } from '../../../shared/domain/problem.ts';
import { type FieldPlan, isGroupPlan, type LevelPlan } from '../plan.ts';
import type { RemarksOn } from '../read/remarks.ts';
import type { Cell, Row } from './rows.ts';

/** Where a file has its columns. */
export interface Columns {
  count: number;
  /** The contract's fields that the file has, in the contract's order. */
  known: { field: FieldPlan; column: number }[];
  /** Columns that no field takes, with their titles. */
  spare: { title: string; column: number }[];
  /** Keys that have no column. */
  missing: ReadonlySet<string>;
}

/** The first row's titles against the contract's; null: not one of them is the contract's. */
export function columnsOf(level: LevelPlan, { cells }: Row): Columns | null {
  const titles = cells.map(({ text }) => text.trim());
  const { fields } = level;
  const at = (field: FieldPlan) => titles.indexOf(field.code);
  const known = fields.filter((field) => at(field) >= 0).map((field) => ({ field, column: at(field) }));
  if (known.length === 0) return null;
  const taken = new Set(known.map(({ column }) => column));
  return {
    count: cells.length,
    known,
    spare: titles.map((title, column) => ({ title, column })).filter(({ column }) => !taken.has(column)),
    missing: new Set(fields.filter((field) => at(field) < 0).map(({ key }) => key)),
  };
}

/** What is not as the contract has it, told once for the whole file. */
export function tellColumns(remarks: RemarksOn, level: LevelPlan, { cells }: Row, columns: Columns): void {
  let last = -1;
  for (const { field, column } of columns.known) {
    if (column < last) remarks.tell({ code: 'elementMoved', key: field.key }, stretch(cells[column]));
    last = Math.max(last, column);
  }
  for (const { title, column } of columns.spare)
    remarks.tell(spareFinding(level, title), stretch(cells[column]));
  for (const key of columns.missing)
    remarks.tell({ code: 'elementMissing', severity: severityOf(level, key), key }, { from: 0, to: 0 });
}

function spareFinding(
  level: LevelPlan,
  title: string,
): { code: ProblemCode; key: string; detail?: { element: string } } {
  const field = level.byCode.get(title);
  if (field) return { code: 'elementRepeated', key: field.key };
  return { code: 'elementUnknown', key: '', detail: { element: title } };
}

function severityOf(level: LevelPlan, key: string): 'error' | 'warning' {
  const field = level.byKey.get(key);
  return field && !isGroupPlan(field) && field.required ? 'error' : 'warning';
}

const stretch = (cell: Cell | undefined) => cell ?? { from: 0, to: 0 };
