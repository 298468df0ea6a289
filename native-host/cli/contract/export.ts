import type { AnyContract } from '../../contract/contracts.ts';
import { editableText, skeletonOf } from '../../contract/skeleton.ts';
import { type Given, type Report, report } from '../command.ts';
import { type ElementRow, partsOf } from './elements.ts';
import { named } from './named.ts';
import type { Opened } from './open.ts';
import { singleValues } from './show.ts';

/**
 * For whoever holds the NHI's documents. As Markdown: a form to print and fill in beside the PDF. As JSON: a
 * file for `contract.d` that states what is assumed, to be corrected there; of all operations, one a name.
 */
export function exportForm({ contracts }: Opened, { words }: Given): Report {
  const chosen = words[1] === undefined ? contracts.all() : [named(contracts, words[1])];
  const files = Object.fromEntries(chosen.map((one) => [`${one.operation}.json`, skeletonOf(one)]));
  const [only] = chosen;
  const data = words[1] !== undefined && only ? skeletonOf(only) : files;
  return { ...report(data, chosen.flatMap(form)), json: editableText(data) };
}

const ELEMENTS =
  '| # | 欄位 | 名稱 | 代碼 | 型態 | 長度 | 必填 | 文件：代碼 | 名稱 | 型態 | 長度 | 必填 | 頁 |';
const VALUES = '| 項目 | 目前值 | 文件所載 | 頁 |';

function form(contract: AnyContract): string[] {
  const { operation, data } = contract;
  return [
    `# ${operation.toUpperCase()} ${data.title.value}`,
    '',
    `文件：${data.formatDocument.value}　版本：＿＿＿＿　填寫人：＿＿＿＿　日期：＿＿＿＿`,
    '',
    '標 * 者為推定，請依文件填寫右側空白欄；相同者打勾。/ `*`: assumed. Fill in from the document; tick what is the same.',
    '',
    ...markdown(VALUES, assumedValues(contract)),
    ...partsOf(contract).flatMap(({ part, rows }) => [
      '',
      `## ${part}`,
      '',
      ...markdown(ELEMENTS, rows.map(elementCells)),
    ]),
    '',
  ];
}

function assumedValues(contract: AnyContract): string[][] {
  return singleValues(contract)
    .filter(({ from }) => from === 'assumed')
    .map(({ path, value }) => [path, `${JSON.stringify(value)} *`, '', '']);
}

function elementCells({ no, key, title, code, kind, length, required, more }: ElementRow): string[] {
  return [
    no,
    key,
    [title, more].filter(Boolean).join('<br>'),
    code,
    kind,
    length,
    required,
    '',
    '',
    '',
    '',
    '',
    '',
  ];
}

function markdown(head: string, rows: readonly (readonly string[])[]): string[] {
  const rule = head.replace(/[^|]+/g, ' --- ');
  return [head, rule, ...rows.map((row) => `| ${row.map(escaped).join(' | ')} |`)];
}

const escaped = (text: string) => text.replaceAll('|', '\\|').replaceAll('*', '\\*');
