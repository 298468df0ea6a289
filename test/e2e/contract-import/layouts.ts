import type { Page } from 'playwright-core';
import type { TrueRow } from './truth.ts';

type Print = Parameters<Page['pdf']>[0];
/** One way in which a table of fields may be set. */
export interface Layout {
  operation: string;
  html(rows: readonly TrueRow[]): string;
  print: Print;
  /** Its author's words for a field; without it, ours. */
  name?: (ours: string) => string;
}

const cells = (tag: string, all: readonly string[]) => all.map((one) => `<${tag}>${one}</${tag}>`).join('');
const tr = (inner: string) => `<tr>${inner}</tr>`;
const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (one) => String.fromCodePoint((one.codePointAt(0) ?? 0) + 0xfee0));
const PARTS: Record<string, string> = {
  document: '表身',
  'document.head': '表頭',
  result: '回覆',
  request: '申請',
  answer: '下載內容',
};

const page = (css: string, body: string) =>
  `<meta charset="utf-8"><style>body{font:10pt "Noto Sans CJK TC",sans-serif}h1{font-size:14pt}${css}</style>
  <h1>電子轉診單格式說明</h1><p>版本日期：民國114年3月1日</p>${body}`;

/** A table for each part of the operation. */
function perPart(rows: readonly TrueRow[], table: (rows: readonly TrueRow[]) => string): string {
  return [...Map.groupBy(rows, ({ part }) => part)]
    .map(([part, own], i) => `<h2>${i + 1}. ${PARTS[part]}</h2>${table(own)}`)
    .join('');
}

const SEVEN = ['項次', '欄位代碼', '欄位名稱', '型態', '長度', '必填', '說明'];
const seven = (row: TrueRow) => [
  String(row.item),
  row.code,
  row.name,
  row.type,
  row.length,
  row.required,
  row.remark,
];
const GRID =
  'table{border-collapse:collapse}td,th{border:1px solid #000;padding:2px 4px;vertical-align:middle}';

const ruledGrid: Layout = {
  operation: 'eta',
  print: { format: 'A4' },
  html: (rows) =>
    page(
      GRID,
      perPart(
        rows,
        (own) =>
          `<table>${tr(cells('th', SEVEN))}${own.map((row) => tr(cells('td', seven(row)))).join('')}</table>`,
      ),
    ),
};

/** Nothing but space between columns and rows; headings centred, cells at the left or in the middle. */
const whitespace: Layout = {
  operation: 'etb',
  print: { format: 'A4' },
  html: (rows) => {
    const heads = ['序號', '標籤', '中文名稱', '屬性', '長度', 'M/O', '備註'];
    const line = (row: TrueRow) => tr(cells('td', seven(row)));
    return page(
      'table{width:100%}th{text-align:center;white-space:nowrap}td{padding:3px 6px;vertical-align:top}td:nth-child(5){text-align:right}',
      perPart(rows, (own) => `<table>${tr(cells('th', heads))}${own.map(line).join('')}</table>`),
    );
  },
};

/** A header of two lines, names that wrap, and a category merged over the rows that it is about. */
const mergedLandscape: Layout = {
  operation: 'etd',
  print: { format: 'A4', landscape: true },
  html: (rows) => {
    const head = `<tr><th rowspan="2">類別</th><th rowspan="2">項次</th><th colspan="2">欄位</th><th colspan="2">資料</th><th rowspan="2">必要欄位</th><th rowspan="2">內容說明</th></tr>${tr(cells('th', ['英文代碼', '名稱', '格式', '長度']))}`;
    const body = (own: readonly TrueRow[]) =>
      own
        .map((row, i) => {
          const merged =
            i % 6 === 0 ? `<td rowspan="${Math.min(6, own.length - i)}">第${i / 6 + 1}類資料</td>` : '';
          const [item = '', code = '', name = '', type = '', length = '', required, remark = ''] = seven(row);
          return tr(
            `${merged}${cells('td', [item, code, name, type, length, required === 'M' ? '是' : '否', remark])}`,
          );
        })
        .join('');
    return page(
      `${GRID} td:nth-last-child(5),th{width:62px}td:nth-last-child(1){width:300px}`,
      perPart(rows, (own) => `<table>${head}${body(own)}</table>`),
    );
  },
};

/** Code and name in one cell, lines below rows only, notes between. */
const codeWithName: Layout = {
  operation: 'ete',
  print: { format: 'A4' },
  html: (rows) => {
    const heads = ['代碼/名稱', '型態', '長度', '必填', '說明'];
    const line = (row: TrueRow, i: number) => {
      const note =
        i % 4 === 3
          ? tr(`<td colspan="5">以下欄位於${row.name}有異動時一併檢查，詳見附錄二之檢核邏輯。</td>`)
          : '';
      return (
        note + tr(cells('td', [`${row.code} ${row.name}`, row.type, row.length, row.required, row.remark]))
      );
    };
    return page(
      'table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #666;padding:4px 8px;text-align:left}',
      perPart(rows, (own) => `<table>${tr(cells('th', heads))}${own.map(line).join('')}</table>`),
    );
  },
};

/** More than three pages, header printed again on each, title and page number above and below, full-width digits. */
const manyPages: Layout = {
  operation: 'etc-xml',
  print: {
    format: 'A4',
    margin: { top: '70px', bottom: '70px', left: '40px', right: '40px' },
    displayHeaderFooter: true,
    headerTemplate: '<div style="font-size:9px;margin-left:40px">電子轉診單格式說明</div>',
    footerTemplate: '<div style="font-size:9px;margin:auto">第 <span class="pageNumber"></span> 頁</div>',
  },
  html: (rows) => {
    const line = (row: TrueRow) => {
      const [item = '', code = '', name = '', type = '', length = '', required = '', remark = ''] =
        seven(row);
      const long = `${remark}${'本欄位之檢核方式與錯誤代碼詳見附錄。'.repeat(row.item % 4)}`;
      return tr(
        cells('td', [
          fullWidth(item),
          fullWidth(code),
          name,
          fullWidth(type),
          fullWidth(length),
          fullWidth(required),
          long,
        ]),
      );
    };
    return page(
      `${GRID} td{padding:8px 4px;vertical-align:top}td:nth-child(7){width:190px}`,
      perPart(
        rows,
        (own) => `<table><thead>${tr(cells('th', SEVEN))}</thead>${own.map(line).join('')}</table>`,
      ),
    );
  },
};

/** No lines, no items, the header on the first page only, everything wraps, cells in the middle of their row. */
const narrowWhitespace: Layout = {
  operation: 'etf',
  print: { format: 'A5' },
  html: (rows) => {
    const heads = ['代碼', '資料名稱', '型態', '長度', '必填', '說明'];
    const line = (row: TrueRow) => tr(cells('td', seven(row).slice(1)));
    return page(
      'table{width:100%;border-spacing:0}th{text-align:left;white-space:nowrap;padding-right:6px}td{padding:2px 8px 2px 0;vertical-align:middle}td:nth-child(2){width:70px}td:nth-child(6){width:130px}',
      perPart(rows, (own) => `<table>${tr(cells('th', heads))}${own.map(line).join('')}</table>`),
    );
  },
};

/** Other words for some fields, as another author would choose them. */
const OTHER_WORDS: readonly [RegExp, string][] = [
  [/^身分證號$/, '身分證統一編號'],
  [/^聯絡/, '病人連絡'],
  [/^轉診院所(.+)$/, '轉出醫療院所$1'],
  [/^病情摘要.*$/, '病情摘要（含主訴）'],
  [/^建議轉診院所(.+)$/, '建議轉診之院所$1'],
  [/^最近一次(.+)名稱$/, '近期$1'],
];
const renamed: Layout = {
  ...ruledGrid,
  name: (name) => OTHER_WORDS.reduce((said, [words, other]) => said.replace(words, other), name),
};

/** Each cell a box of its own, striped rows, the code below the name, the length within the type, other headings. */
const separateBoxes: Layout = {
  operation: 'etd',
  print: { format: 'A4' },
  html: (rows) => {
    const heads = ['No.', '必填', '欄位名稱<br>(標籤)', '型態(長度)', '填寫說明'];
    const line = (row: TrueRow) => {
      const type = row.length ? `${row.type}(${row.length})` : row.type;
      const required = row.required === 'M' ? '必填' : '選填';
      return tr(cells('td', [String(row.item), required, `${row.name}<br>(${row.code})`, type, row.remark]));
    };
    return page(
      'table{border:1px solid #333;border-spacing:2px;width:100%}td,th{border:1px solid #999;padding:3px;text-align:center}th{background:#dde}tr:nth-child(even) td{background:#f3f3f3}',
      perPart(
        rows,
        (own) => `<table><thead>${tr(cells('th', heads))}</thead>${own.map(line).join('')}</table>`,
      ),
    );
  },
};

export const LAYOUTS = {
  ruledGrid,
  whitespace,
  mergedLandscape,
  codeWithName,
  manyPages,
  narrowWhitespace,
  separateBoxes,
  renamed,
};
