import type { AnyContract, StatedLeaf } from '../../contract/contracts.ts';
import { type Given, type Report, report } from '../command.ts';
import { table } from '../table.ts';
import { type ElementRow, partsOf } from './elements.ts';
import { named } from './named.ts';
import type { Opened } from './open.ts';
import { stateText, summaryOf } from './summary.ts';

const HEAD = ['#', '欄位 key', '代碼 code', '名稱 title', '型態 kind', '長度 length', '必填', ''];

/** One operation: its single values, then each of its documents as a table. `--json`: every value by its path. */
export function show({ config, contracts }: Opened, { words }: Given): Report {
  const contract = named(contracts, words[1]);
  const summary = summaryOf(contract, config.signOffs);
  const values = contract.leaves.map(({ path, value, from, file }) => ({ path, value, from, file }));
  const lines = [
    `${summary.operation}  ${summary.title}  ${stateText(summary)}`,
    `已知 known ${summary.confirmed}, 推定 assumed ${summary.assumed} (*)`,
    summary.hash,
    '',
    ...table(singleValues(contract).map(singleRow)),
    ...partsOf(contract).flatMap(({ part, rows }) => ['', part, ...elementTable(rows)]),
  ];
  return report({ ...summary, assumed: contract.assumed, values }, lines);
}

/** Elements and cases have tables of their own. */
export function singleValues({ leaves }: AnyContract): StatedLeaf[] {
  return leaves.filter(({ path }) => !path.includes('.elements.'));
}

function singleRow({ path, value, from, file }: StatedLeaf): string[] {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return [path, `${text}${from === 'assumed' ? ' *' : ''}`, from, file];
}

function elementTable(rows: readonly ElementRow[]): string[] {
  return table([
    HEAD,
    ...rows.map((row) => [
      row.no,
      row.key,
      row.code,
      row.title,
      row.kind,
      row.length,
      row.required,
      row.more,
    ]),
  ]);
}
