import { describe, expect, it } from 'vitest';
import { oneFile } from '../../../test/codec/arbitrary.ts';
import { shipped } from '../../../test/codec/documents.ts';
import { faultOf, toldOf } from '../../../test/codec/faults.ts';
import { charsetOf } from '../charset/charset-of.ts';
import { decodeFile, encodeFile } from '../codec.ts';

const document = shipped('etc-csv.answer');
const big5 = (text: string) => charsetOf('Big5').encode(text);
const told = (text: string) => toldOf(document, big5(text));
const fault = (text: string) => faultOf(document, big5(text));

const titles = document.elements.map(({ code }) => code.value);
const ROW: Record<string, string> = {
  轉入轉出: '轉入',
  轉診單序號: 'P1',
  身分證號: 'A123456789',
  姓名: '王許功蓋',
  開立日期: '1141124',
  轉診院所代碼: '3501200000',
  接受轉診院所代碼: '0401180014',
  受理狀態: '未受理',
  連繫處理註記: 'N',
  無須轉回註記: 'N',
};
const row = (change: Record<string, string> = {}, columns = titles) =>
  `${columns.map((title) => change[title] ?? ROW[title] ?? '').join(',')}\r\n`;
const file = (...rows: string[]) => [titles.join(','), '\r\n', ...rows].join('');
const records = (text: string) => decodeFile(document, big5(text)).records;

describe('a list', () => {
  it('a row longer than any of the contract is none, whether its end is in sight or not', () => {
    expect(fault(file(row({ 姓名: 'x'.repeat(200_000) }), row()))).toMatch(
      /^app:fileOverLimit \(record 1, line 2/,
    );
    expect(fault(file(row(), row({ 姓名: `"${'x'.repeat(200_000)}` })))).toMatch(
      /^app:fileOverLimit \(record 2/,
    );
  });

  it('is read, line ends of either kind, blank lines passed over', () => {
    const text = file(row(), row({ 轉診單序號: 'P2' }));
    expect(told(text)).toEqual([]);
    expect(records(text).map((one) => one.platformReferralNo)).toEqual(['P1', 'P2']);
    expect(records(text.replaceAll('\r\n', '\n\n'))).toEqual(records(text));
  });

  it('quotes hold separators, line ends and quotes', () => {
    expect(records(file(row({ 姓名: '"王,""許""\r\n功"' })))[0]?.['patient.name']).toBe('王,"許"\r\n功');
    expect(records(file(row({ 姓名: '""' })))[0]?.['patient.name']).toBe(null);
    expect(records(file(row({ 姓名: '王"許' })))[0]?.['patient.name']).toBe('王"許');
  });

  it('columns are found by their titles', () => {
    const moved = [...titles].reverse();
    const text = `${moved.join(',')}\r\n${row({}, moved)}`;
    expect(records(text)).toEqual(records(file(row())));
    expect(told(text).every((one) => one.startsWith('elementMoved'))).toBe(true);
    expect(told(text)).toHaveLength(titles.length - 1);
  });

  it('missing, unknown and repeated columns are told once', () => {
    const other = [
      '轉診單序號',
      ...titles.filter((title) => title !== '科別' && title !== '受理狀態'),
      '新欄',
      '',
    ];
    const text = `${other.join(',')}\r\n${row({ 新欄: '新' }, other).repeat(3)}`;
    expect(told(text).map((one) => one.split(' @')[0])).toEqual([
      'elementMoved platformReferralNo',
      'elementRepeated platformReferralNo',
      'elementUnknown ',
      'elementUnknown ',
      'elementMissing department',
      'elementMissing acceptance',
    ]);
    const { problems, kept } = decodeFile(document, big5(text));
    expect(problems.filter(({ severity }) => severity === 'error').map(({ key }) => key)).toEqual([
      'platformReferralNo',
      'acceptance',
    ]);
    expect(kept.map(({ record, element }) => `${record} ${element}`)).toEqual(
      [0, 1, 2].flatMap((at) => [`${at} 轉診單序號`, `${at} 新欄`]),
    );
  });

  it('rows too short and too long', () => {
    const short = row().replace(/,N,N\r\n$/, '\r\n');
    expect(told(file(short, row()))).toEqual([
      'elementMissing contactHandled @2:1',
      'elementMissing noReturnNeeded @2:1',
      'rowRagged  @2:1',
    ]);
    expect(told(file(row().replace('\r\n', ',more\r\n')))).toEqual(['rowRagged  @2:1']);
  });

  it('a date that is none, a code of no list, a byte of no character', () => {
    const text = file(row({ 開立日期: '1140231', 受理狀態: '?' }));
    expect(told(text)).toEqual(['dateUnreadable issuedOn @2:25', 'codeUnlisted acceptance @2:60']);
    const bytes = Buffer.from(big5(file(row())));
    bytes[bytes.indexOf(big5('王許功蓋'))] = 0xff;
    expect(toldOf(document, bytes)[0]).toMatch(/^bytesBroken patient.name @2:/);
    expect(told(file(row({ 姓名: '王\x00' })))).toEqual([
      expect.stringMatching(/^characterForbidden patient.name/),
    ]);
  });

  it.each([
    ['nothing', '', 'app:fileTruncated (line 1, column 1, byte 0)'],
    ['no titles', row(), 'app:fileOther (line 1, column 1, byte 0)'],
    [
      'a quote that does not end',
      file(row({ 姓名: '"王' })),
      /^app:fileTruncated \(record 1, line 2, column 1/,
    ],
    [
      'text behind a quote',
      file(row({ 姓名: '"王"許' })),
      /^app:fileMalformed \(record 1, line 2, column \d+, byte/,
    ],
    ['half a line end', file(row().replace('\r\n', '\rx\r\n')), /^app:fileMalformed \(record 1, line 2/],
    ['a row without end', file(row(), 'x'.repeat(70_000)), /^app:fileOverLimit \(record 2/],
    ['a byte order mark', `${row()}`, /^app:fileOther/],
  ])('%s', (_, text, expected) => {
    expect(fault(text)).toMatch(expected);
  });

  it('a byte order mark belongs to UTF-8', () => {
    const mark = Buffer.from([0xef, 0xbb, 0xbf]);
    const text = file(row());
    expect(faultOf(document, Buffer.concat([mark, big5(text)]))).toMatch(/^app:fileEncodingDiffers/);
    const unicode = { ...document, encoding: { value: 'UTF-8' as const, from: 'assumed' } };
    const bytes = Buffer.concat([mark, Buffer.from(text)]);
    expect(toldOf(unicode, bytes)).toEqual(['byteOrderMark  @1:1']);
    expect(decodeFile(unicode, bytes).records).toEqual(records(text));
  });

  it('a file cut anywhere is never short without a word, save between two rows', () => {
    const { bytes } = encodeFile(document, oneFile(document, 2));
    const whole = decodeFile(document, bytes);
    const ends = [...bytes.keys()].filter((at) => bytes[at] === 10).map((at) => at + 1);
    for (let length = 0; length < bytes.length; length++) {
      const cut = bytes.subarray(0, length);
      const outcome = faultOf(document, cut);
      if (outcome !== 'none') continue;
      const { problems, records } = decodeFile(document, cut);
      const isBetween = records.every((one, i) => JSON.stringify(one) === JSON.stringify(whole.records[i]));
      expect(problems.length > 0 || (isBetween && ends.includes(length)), String(length)).toBe(true);
    }
  });
});
