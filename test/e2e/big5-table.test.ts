import { expect, it } from 'vitest';
import { big5 } from '../../native-host/codec/charset/big5/big5.ts';
import cp950 from '../../native-host/codec/charset/big5/cp950.json' with { type: 'json' };
import { type Converter, uconv } from './uconv.ts';

/** Every pair of bytes that has the shape of a Big5 code: 126 leads × 157 trails. */
const CODES = range(0x81, 0xfe).flatMap((lead) =>
  [...range(0x40, 0x7e), ...range(0xa1, 0xfe)].map((trail) => (lead << 8) | trail),
);
const INVALID = '\ufffd';

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

const name = (code: number) => code.toString(16).toUpperCase();
const pair = (code: number) => Uint8Array.of(code >> 8, code & 0xff);

/** code → character, as ICU's converter reads it; what it does not know is left out. */
function tableOf(converter: Converter): Map<string, string> {
  const lines = Buffer.concat(CODES.flatMap((code) => [pair(code), Buffer.from('\n')]));
  const read = new TextDecoder().decode(uconv(converter, 'UTF-8', lines)).split('\n');
  return new Map(
    CODES.map((code, i) => [name(code), read[i] ?? ''] as const).filter(([, c]) => c !== INVALID),
  );
}

function ours(): Map<string, string> {
  return new Map(
    CODES.map((code) => [name(code), big5.decodeKeeping(pair(code)).text] as const).filter(
      ([, char]) => char !== INVALID,
    ),
  );
}

it('reads 19,720 codes as ICU’s windows-950-2000 reads them, and no other', () => {
  const table = tableOf('windows-950-2000');
  expect(table.size).toBe(19_720);
  expect(ours()).toEqual(table);
});

it('differs from IBM’s table of the same codes in one character', () => {
  const ibm = tableOf('ibm-1373_P100-2002');
  const differing = [...ours()].filter(([code, char]) => ibm.get(code) !== char);
  expect(ibm.size).toBe(19_720);
  expect(differing).toEqual([['C255', '\u5f5d']]);
});

it('writes every character as ICU does; 19,710 codes come back, the other 10 as their twin', () => {
  const table = [...tableOf('windows-950-2000')];
  const text = table.map(([, char]) => char).join('');
  expect(Buffer.from(big5.encode(text))).toEqual(
    Buffer.from(uconv('UTF-8', 'windows-950-2000', Buffer.from(text), true)),
  );
  const written = table.map(([code, char]) => [
    code,
    Buffer.from(big5.encode(char)).toString('hex').toUpperCase(),
  ]);
  const changed = written.filter(([code, back]) => code !== back);
  expect(written.length - changed.length).toBe(19_710);
  expect(Object.fromEntries(changed)).toEqual(cp950.twins);
});

it.each([...'堃喆峯𠮷犇煊栢温羣菓彣㛢'])('ICU has no code for %s either', (char) => {
  expect(() => uconv('UTF-8', 'windows-950-2000', Buffer.from(char), true)).toThrow('uconv');
  expect(big5.unmappable(char)).toHaveLength(1);
});
