import { describe, expect, it } from 'vitest';
import { shipped } from '../../../test/codec/documents.ts';
import { faultOf, toldOf } from '../../../test/codec/faults.ts';
import { charsetOf } from '../charset/charset-of.ts';
import { checkFile, decodeFile, encodeFile } from '../codec.ts';
import { planOf } from '../plan.ts';

const document = shipped('etc-csv.request');
const big5 = (text: string) => charsetOf('Big5').encode(text);
const REQUEST = {
  ...planOf(document).level.blank,
  institutionCode: '3501200000',
  from: '2025-11-01',
  until: '2025-11-24',
  direction: 'in',
};
const code = (key: string) => document.elements.find((one) => one.key === key)?.code.value;
const bytes = encodeFile(document, { head: null, records: [REQUEST] }).bytes;
const text = Buffer.from(bytes).toString('latin1');
const told = (changed: string) => toldOf(document, big5(changed)).map((one) => one.split(' @')[0]);

describe('a request file', () => {
  it('is one KEY=VALUE a line, the constants last', () => {
    expect(text).toBe(
      `${code('institutionCode')}=3501200000\r\n${code('from')}=1141101\r\n${code('until')}=1141124\r\n${code('direction')}=${text.match(/^.*=(.)\r\nFORMAT/ms)?.[1]}\r\nFORMAT=CSV\r\nFILE_VERSION=v2\r\n`,
    );
    expect(decodeFile(document, bytes).records).toEqual([REQUEST]);
  });

  it('what differs is told', () => {
    expect(told(text.replace('v2', 'v3'))).toEqual(['constantDiffers ']);
    expect(told(text.replace('FORMAT=CSV\r\n', ''))).toEqual(['constantDiffers ']);
    expect(told(`${text}NEW_KEY=1\r\n`)).toEqual(['elementUnknown ']);
    expect(told(`${text}${code('from')}=1141102\r\n`)).toEqual(['elementRepeated from']);
    expect(told(text.replace('1141101', '1141131'))).toEqual(['dateUnreadable from']);
    expect(told(text.replace(/^.*\r\n/, ''))).toEqual(['elementMissing institutionCode']);
  });

  it('a control character in a value is told', () => {
    expect(toldOf(document, big5(text.replace('3501200000', '350120\x00')))).toEqual([
      'characterForbidden institutionCode @1:15',
    ]);
  });

  it('cut anywhere but behind a line it ends in an error', () => {
    for (let length = 0; length < bytes.length; length++) {
      if (bytes[length - 1] === 10) expect(toldOf(document, bytes.subarray(0, length))).not.toEqual([]);
      else expect(faultOf(document, bytes.subarray(0, length))).toMatch(/^app:fileTruncated/);
    }
  });

  it.each(['no line of ours\r\n', '=1\r\n', 'A B=1\r\n', '\r\n'])('%j is no line', (line) => {
    expect(faultOf(document, big5(text + line))).toMatch(/^app:fileMalformed \(record 1, line 7, column 1/);
  });

  it('holds one request, and no line end in a value', () => {
    const problems = (...records: (typeof REQUEST)[]) =>
      checkFile(document, { head: null, records }).map((one) => `${one.code} ${one.key}`);
    expect(problems()).toEqual(['recordsMissing ']);
    expect(problems(REQUEST, REQUEST)).toEqual(['recordsTooMany ']);
    expect(problems({ ...REQUEST, institutionCode: '350\r\nA=1' })).toEqual([
      'characterForbidden institutionCode',
      'characterForbidden institutionCode',
    ]);
  });
});
