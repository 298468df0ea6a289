/**
 * What a correction may vouch for and never change, with the reason that a refusal gives (中文 / English).
 * `operation` is one by itself: a correction of an operation that nobody ships is refused.
 */
export const STRUCTURAL: Readonly<Record<string, string>> = {
  channel: '通道決定由哪個程式傳送 / the channel decides which program sends it',
  readerEdition: '另一版本是另一項作業 / another edition is another operation',
  extends:
    '換了依據，未寫出的值就全部改變 / on another base, every value that this file leaves out would change',
  'transfer.direction': '上傳與下載是不同的程式 / uploads and downloads are the work of different programs',
  'document.content': '程式填寫的是這種文件 / this is the document that the program fills in',
  'result.content': '程式讀的是這種回覆 / this is the answer that the program reads',
  'request.content': '程式填寫的是這種文件 / this is the document that the program fills in',
  'answer.content': '程式讀的是這種文件 / this is the document that the program reads',
  'document.format': '格式決定由哪個編碼器處理 / the format decides which codec reads and writes it',
  'result.format': '格式決定由哪個編碼器處理 / the format decides which codec reads and writes it',
  'request.format': '格式決定由哪個編碼器處理 / the format decides which codec reads and writes it',
  'answer.format': '格式決定由哪個編碼器處理 / the format decides which codec reads and writes it',
};
