import { describe, expect, it } from 'vitest';
import { loadContracts } from '../../contract/contracts.ts';
import { decodeFile, encodeFile } from '../codec.ts';

const document = loadContracts([]).batch('etc-html-detailed').data.answer;
if (!document) throw new Error('no answer');
const read = (bytes: Uint8Array) => decodeFile(document, bytes);
const html = (meta: string, end = '</html>\r\n') =>
  Buffer.from(`<html><head>${meta}</head><body>\xa4\xfd</body>${end}`, 'latin1');

describe('a page', () => {
  it('is kept byte for byte', () => {
    const bytes = html('<meta http-equiv="Content-Type" content="text/html; charset=Big5">');
    const { page, records, problems } = read(bytes);
    expect(page).toEqual({ bytes: new Uint8Array(bytes), charset: 'Big5', declared: 'big5' });
    expect([records, problems]).toEqual([[], []]);
  });

  it.each([
    ['<meta charset="utf-8">', 'utf-8'],
    ["<META CHARSET='UTF-8'>", 'utf-8'],
    ['<meta http-equiv=x content="text/html; charset = gb18030">', 'gb18030'],
  ])('%s is told: the contract says otherwise', (meta, declared) => {
    expect(read(html(meta)).problems).toMatchObject([
      { code: 'charsetDiffers', detail: { declared, contract: 'Big5' } },
    ]);
  });

  it('a byte order mark says more than a meta', () => {
    const marked = (...mark: number[]) => Buffer.concat([Buffer.from(mark), html('<meta charset="big5">')]);
    expect(read(marked(0xef, 0xbb, 0xbf)).page?.declared).toBe('utf-8');
    expect(read(marked(0xff, 0xfe)).page?.declared).toBe('utf-16');
  });

  it('a page that says nothing of its charset', () => {
    expect(read(html('')).page?.declared).toBe(null);
  });

  it.each([
    ['without its end', html('', ''), { line: 1, column: 34, byte: 34 }],
    ['cut in its last tag', html('', '\n</html'), { line: 2, column: 7, byte: 41 }],
    ['with nothing in it', new Uint8Array(0), { line: 1, column: 1, byte: 0 }],
    ['of blanks', Buffer.from(' \n'), { line: 2, column: 1, byte: 2 }],
  ])('one %s is not all there', (_, bytes, place) => {
    expect(read(bytes).problems).toEqual([
      { code: 'pageEndMissing', severity: 'error', record: -1, key: '', place },
    ]);
  });

  it('is not written', () => {
    expect(() => encodeFile(document, { head: null, records: [] })).toThrow('app:notSupported');
  });
});
