/** Why nothing could be read, with what to do about it: 中文 / English. */
const REASONS = {
  notFound: ['讀不到檔案。請檢查路徑與權限。', 'The file cannot be read. Check its path and permissions.'],
  notPdf: [
    '這不是 PDF 檔。請用健保署提供的格式文件 PDF。',
    'This is no PDF. Give the format document (PDF) that the NHI provides.',
  ],
  truncated: [
    'PDF 檔不完整（結尾遺失）。請重新下載。',
    'The PDF is incomplete: its end is missing. Download it again.',
  ],
  broken: ['PDF 檔已損壞，無法解析。請重新下載。', 'The PDF is damaged. Download it again.'],
  encrypted: [
    'PDF 檔有密碼。請在 PDF 閱讀器開啟後另存或列印成沒有密碼的 PDF。',
    'The PDF asks for a password. Open it in a reader and print or save it without one.',
  ],
  noText: [
    'PDF 沒有文字，可能是掃描檔（辨識出的隱藏文字不採用）。請改用原始文件，或以人工填寫 contract.d 的檔案。',
    'The PDF has no text: perhaps a scan (hidden text of a recognition is not trusted). Use the original document, or write the contract.d file by hand.',
  ],
  garbled: [
    'PDF 的字型沒有對應到文字，讀出的是亂碼。請改用原始文件，或用 Word、Chrome 重新列印成 PDF。',
    'The fonts of the PDF do not say which characters they show. Use the original document, or print it anew from Word or Chrome.',
  ],
  noTable: [
    '找不到欄位表：需要一列標題，含欄位代碼、欄位名稱，以及型態、長度、必填或說明其中之一。請確認是格式文件，或以人工填寫。',
    'No table of fields was found: its header must name code, name, and one of type, length, required, remark. Check that this is the format document, or write the file by hand.',
  ],
  noMatch: [
    '欄位表沒有一列符合此作業的欄位名稱。請檢查 --operation。',
    'No row of the tables bears a name of this operation. Check --operation.',
  ],
  noEdition: [
    '文件上找不到唯一的版本年份。請加上 --edition 西元年，例如 --edition 2025。',
    'The document states no one year of its edition. Add --edition YEAR, e.g. --edition 2025.',
  ],
  badEdition: ['--edition 要四位數西元年，例如 2025。', '--edition takes a year of four digits, e.g. 2025.'],
  unknownOperation: ['沒有這項作業。可用：', 'There is no such operation. One of:'],
  unknownKey: ['--accept 的欄位不在提案中：', '--accept names what was not proposed:'],
  noTerminal: [
    '這裡不是終端機，無法逐項詢問。請用 --accept 欄位,欄位 或 --accept all-certain。',
    'This is no terminal to ask on. Use --accept KEY,KEY or --accept all-certain.',
  ],
  refused: [
    '接受的值不成一份有效的合約，沒有寫出檔案：',
    'What was accepted makes no valid contract; nothing was written:',
  ],
} as const satisfies Record<string, readonly [string, string]>;

export type Reason = keyof typeof REASONS;

/** `code` for programs, `message` for people. */
export class ImportError extends Error {
  readonly code: Reason;
  readonly detail: string;

  constructor(code: Reason, detail = '', options?: { cause?: unknown }) {
    const [zh, en] = REASONS[code];
    super([zh, en, detail].filter(Boolean).join('\n'), options);
    this.code = code;
    this.detail = detail;
  }
}
