import type { Cell } from './sheet.ts';
import { tight } from './text.ts';

/** What a column of a field table is about. */
export type Role = 'item' | 'code' | 'name' | 'type' | 'length' | 'required' | 'remark';
/** `codeName`: code and name in one cell. `typeLength` is a type that tells the length. */
type Heading = Role | 'codeName' | 'field';
export interface Column {
  role: Role | 'codeName';
  x0: number;
  x1: number;
  /** As printed, half-width: tells a length's unit. */
  title: string;
}

/** In this order, since 欄位代碼說明 is a remark and 資料型態 no name. */
const HEADINGS: readonly [RegExp, Heading][] = [
  [/^(欄位|資料|元素)?(代碼|代號|標籤)[及與和/、,(]*(中文)?(欄位|資料)?名稱\)?$/, 'codeName'],
  [/^(欄位|資料)?名稱[及與和/、,(]*(欄位|資料)?(代碼|代號|標籤)\)?$/, 'codeName'],
  [/必填|必要|必須|必輸|^m\/o/, 'required'],
  [/說明|備註|附註|描述|內容|remark|note|description/, 'remark'],
  [/型態|型別|類型|屬性|格式|^type$|datatype/, 'type'],
  [/長度|位元組|bytes?|length|字數/, 'length'],
  [/^項次|^序號|^項目$|^編號$|^no\.?$|^#$|^item$/, 'item'],
  [/代碼|代號|標籤|英文|元素|tag|欄位id|^code$|^id$/, 'code'],
  [/名稱|中文|^name$|^資料項目$/, 'name'],
  [/^欄位$/, 'field'],
];
const LONGEST = 16;
/** So many columns of a header are known, and such a part of all that it names. */
const LEAST = 3;
const KNOWN = 0.6;

/** The columns of a header row; null for a row that is none: it names codes, names and one thing more. */
export function headerOf(cells: readonly Cell[]): Column[] | null {
  const named = cells.filter(({ text }) => text.trim());
  const found = named.flatMap((cell) => {
    const heading = headingOf(cell.text);
    return heading ? [{ cell, heading }] : [];
  });
  if (found.length < KNOWN * named.length || hasData(named)) return null;
  const has = (heading: Heading) => found.some((one) => one.heading === heading);
  const roleOf = (heading: Heading) => (heading === 'field' ? (has('code') ? 'name' : 'code') : heading);
  const columns: Column[] = [];
  for (const { cell, heading } of found) {
    const role = roleOf(heading);
    if (columns.some((column) => column.role === role)) continue;
    columns.push({ role, x0: cell.x0, x1: cell.x1, title: tight(cell.text) });
  }
  return isHeader(columns.map(({ role }) => role)) ? columns : null;
}

/** A line of a header that says too little by itself: 項次 | 欄位 | 長度 above 代碼 | 名稱. */
export function isPartOfHeader(cells: readonly Cell[]): boolean {
  const named = cells.filter(({ text }) => text.trim());
  const known = named.filter(({ text }) => headingOf(text)).length;
  return known >= LEAST && known >= KNOWN * named.length && !hasData(named);
}

/** A number, a code, `X(10)`: a row may say 必填 and 錯誤代碼 as headings do, but no header holds such a cell. */
const hasData = (cells: readonly Cell[]) =>
  cells.some(({ text }) => /\d/.test(tight(text)) && !headingOf(text));

function isHeader(roles: readonly Column['role'][]): boolean {
  const both = roles.includes('codeName');
  if (!both && !(roles.includes('code') && roles.includes('name'))) return false;
  return roles.length + (both ? 1 : 0) >= LEAST && roles.some((role) => VALUES.includes(role));
}
const VALUES: readonly string[] = ['type', 'length', 'required', 'remark'];

function headingOf(text: string): Heading | null {
  const title = tight(text).toLowerCase();
  if ([...title].length > LONGEST) return null;
  return HEADINGS.find(([pattern]) => pattern.test(title))?.[1] ?? null;
}
