import fc from 'fast-check';
import { expect, it } from 'vitest';
import { userDefinedIn } from '../user-defined.ts';
import { big5 } from './big5.ts';
import cp950 from './cp950.json' with { type: 'json' };

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').toUpperCase();
const bytesOf = (written: string) => Uint8Array.from(Buffer.from(written, 'hex'));

it('every two bytes are two ASCII characters, a code, or an error; 19,720 are codes, and no two are silent', () => {
  const codes: string[] = [];
  for (let pair = 0; pair < 0x10000; pair++) {
    const bytes = Uint8Array.of(pair >> 8, pair & 0xff);
    const { text, kept } = big5.decodeKeeping(bytes);
    if (kept.length > 0) continue;
    if (text.length === 2) expect(text).toBe(String.fromCharCode(pair >> 8, pair & 0xff));
    else codes.push(hex(bytes));
  }
  expect(codes).toHaveLength(19_720);
});

it('19,710 codes are written as they were read, the other ten as their named twin', () => {
  const codes = Array.from({ length: 0x8000 }, (_, i) => Uint8Array.of(0x80 | (i >> 8), i & 0xff));
  const read = codes
    .map((bytes) => [hex(bytes), big5.decodeKeeping(bytes)] as const)
    .filter(([, { text, kept }]) => text.length === 1 && kept.length === 0)
    .map(([code, { text }]) => [code, hex(big5.encode(text))]);
  const changed = read.filter(([code, back]) => code !== back);
  expect(read.length - changed.length).toBe(19_710);
  expect(Object.fromEntries(changed)).toEqual(cp950.twins);
});

// The ends of Microsoft's four user-defined ranges, and the character that each extension of cp950 begins with.
it.each([
  ['FA40', '\ue000'],
  ['FEFE', '\ue310'],
  ['8E40', '\ue311'],
  ['A0FE', '\ueeb7'],
  ['8140', '\ueeb8'],
  ['8DFE', '\uf6b0'],
  ['C6A1', '\uf6b1'],
  ['C8FE', '\uf848'],
  ['A440', '一'],
  ['C67E', '籲'],
  ['C940', '乂'],
  ['F9D5', '龘'],
  ['F9D6', '碁'],
  ['F9D8', '裏'],
  ['A145', '‧'],
  ['A3E1', '€'],
  ['F9F9', '═'],
  ['F9FE', '▓'],
])('%s is %s', (code, char) => {
  expect(big5.decode(bytesOf(code)).text).toBe(char);
  expect(hex(big5.encode(char))).toBe(code);
});

// Single bytes that Windows lets pass, holes in the table, trails that are none.
it.each(['80', 'FF', 'A3C0', 'A3FE', 'A4', 'A43C', 'A47F', 'A480', 'A4FF'])('%s is no character', (code) => {
  expect(() => big5.decode(bytesOf(code))).toThrow('app:bytesInvalid (byte 0, line 1, column 1)');
});

it('a lead byte never swallows the tag after it', () => {
  expect(big5.decodeKeeping(bytesOf('A4403CA43C2F')).text).toBe('一<\ufffd</');
});

it('names a character that it lacks, where it stands, and what else it is written as', () => {
  expect(big5.unmappable('王𠮷堃、彣')).toEqual([
    { char: '𠮷', codePoint: 'U+20BB7', index: 1, position: 2, variants: [{ text: '吉', from: 'assumed' }] },
    {
      char: '堃',
      codePoint: 'U+5803',
      index: 3,
      position: 3,
      variants: [{ text: '坤', from: 'Unihan kSemanticVariant' }],
    },
    { char: '彣', codePoint: 'U+5F63', index: 5, position: 5, variants: [] },
  ]);
  expect(() => big5.encode('王𠮷堃')).toThrow(/^app:characterUnmappable$/);
});

it.each([...'堃喆峯𠮷犇煊栢温羣菓彣㛢é½•\u00a0\u0080\uf849\uf8f8\ufeff'])('lacks %s', (char) => {
  expect(big5.unmappable(char)).toMatchObject([{ index: 0, position: 1 }]);
});

it('never writes a question mark or anything else for another character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const lacking = big5.unmappable(text);
      if (lacking.length === 0) expect(big5.decode(big5.encode(text)).text).toBe(text);
      else expect(() => big5.encode(text)).toThrow('app:characterUnmappable');
    }),
  );
});

it('counts one byte for ASCII and two for any other character, whether it has a code or not', () => {
  expect(big5.byteLength('A1王堃𠮷\ue000')).toBe(10);
});

it('tells user-defined characters by the code that the hospital’s IT knows', () => {
  const { text, hasUserDefined } = big5.decode(bytesOf('A4FDFA40'));
  expect(hasUserDefined).toBe(true);
  expect(userDefinedIn(`${text}\u{f0000}`)).toEqual([
    { char: '\ue000', codePoint: 'U+E000', index: 1, big5: 'FA40' },
    { char: '\u{f0000}', codePoint: 'U+F0000', index: 2, big5: null },
  ]);
});
