import { narrow, tight } from './text.ts';

/** What a cell says, and whether somebody must look. `note`: why, 中文 / English. */
export interface Read<T> {
  value: T;
  sure: boolean;
  note?: string;
}
/** Null: the cell says nothing that is understood. */
export type Reading<T> = Read<T> | null;

const CODE = /^[A-Za-z_][A-Za-z0-9_.-]{0,39}$/;

/** An element's name. A CSV's columns are titles, and may be anything. */
export function readCode(text: string, format: string): Reading<string> {
  const value = format === 'csv' ? narrow(text) : tight(text).replace(/^<(.*?)\/?>$/, '$1');
  if (!value || value.length > 40) return null;
  if (format === 'csv') return { value, sure: true };
  return CODE.test(value)
    ? { value, sure: true }
    : { value, sure: false, note: '不像元素名稱 / does not look like an element' };
}

/** Bytes. From a column of its own, or from `X(10)`, `CHAR(20)`, `9(7)`. */
export function readLength(length: string, title: string, type: string): Reading<number> {
  const own = numbersOf(length);
  const typed = own.length > 0 ? [] : numbersOf(/\(([^)]*)\)/.exec(narrow(type))?.[1] ?? '');
  const [value] = own.length > 0 ? own : typed;
  if (value === undefined || value < 1 || value > 30_000_000) return null;
  const characters = /字/.test(title + narrow(length)) && !/位元組|byte/i.test(title + narrow(length));
  if (characters) return { value, sure: false, note: '單位似為字數而非位元組 / characters, not bytes?' };
  if (own.length + typed.length > 1)
    return { value, sure: false, note: `有多個數字：${narrow(length || type)} / several numbers` };
  return { value, sure: true };
}

function numbersOf(text: string): number[] {
  const found = narrow(text)
    .replace(/(\d)\s*,\s*(?=\d{3})/g, '$1')
    .match(/\d+/g);
  return [...new Set(found ?? [])].map(Number);
}

const YES = /^(m|y|yes|v|是|必填|必要|必須|必輸|✓|✔|√|●|◎|\*)$/i;
const NO = /^(o|n|no|否|選填|非必填|非必要|可空白|可不填|免填|-|—|x|✗|×)$/i;

/** `cells`: what the whole column holds, by which an empty cell is judged. */
export function readRequired(text: string, column: readonly string[]): Reading<'yes' | 'no'> {
  const said = tight(text);
  if (YES.test(said)) return { value: 'yes', sure: true };
  if (NO.test(said)) return { value: 'no', sure: true };
  const marks = column.some((one) => YES.test(tight(one)));
  if (!said && marks) return { value: 'no', sure: false, note: '空白視為非必填 / empty, taken for no' };
  return null;
}

const DATE_LENGTH = 7;
/** What each kind may be called: X 文字, 9 數字 and their like. */
const TYPES = {
  text: /^(x|9|n|c|s|an|文|字|數|char|varchar|string|text|num|int|英數)/i,
  code: /^(x|9|n|c|s|an|文|字|數|代碼|char|varchar|string|num|int|英數)/i,
  rocDate: /^(x|9|n|c|d|日期|民國|date|char|varchar|string|num|數|文)/i,
  base64: /^(x|c|text|base64|b|blob|binary|檔|文|char|varchar|string)/i,
};

/** The program decides what a key is; the document can confirm it, or raise doubts. */
export function confirmsKind(kind: string, type: string, length: number | null): Reading<string> {
  const said = narrow(type);
  if (!said || !(kind in TYPES)) return null;
  if (kind === 'rocDate' && length !== null && length !== DATE_LENGTH)
    return { value: kind, sure: false, note: `日期長度 ${length}，不是民國七碼？ / a date of ${length}?` };
  return TYPES[kind as keyof typeof TYPES].test(said)
    ? { value: kind, sure: true }
    : { value: kind, sure: false, note: `型態為「${said}」 / its type reads “${said}”` };
}
