import { describe, expect, it } from 'vitest';
import { parseNhiCard, sameCard } from './nhi-card.ts';

const NAME = 'a4fda470a9fa'; // 王小明

function card({ no = '000012345678', name = NAME, after = 'A1234567890650312M1090101' } = {}): Buffer {
  const padded = Buffer.concat([Buffer.from(name, 'hex'), Buffer.alloc(20, ' ')]).subarray(0, 20);
  return Buffer.concat([Buffer.from(no, 'latin1'), padded, Buffer.from(after, 'latin1')]);
}

describe('parseNhiCard', () => {
  it('reads the 57 bytes', () => {
    expect(parseNhiCard(card())).toEqual({
      cardNo: '000012345678',
      name: '王小明',
      nameWhole: true,
      id: 'A123456789',
      birthDate: '1976-03-12',
      sex: 'M',
      issuedOn: '2020-01-01',
    });
  });

  it.each([
    ['one byte short', card().subarray(0, 56)],
    ['one byte long', Buffer.concat([card(), Buffer.alloc(1)])],
    ['an ID of another shape', card({ after: 'A3234567890650312M1090101' })],
    ['an ID in small letters', card({ after: 'a1234567890650312M1090101' })],
    ['a day that is none', card({ after: 'A1234567890650230M1090101' })],
    ['no issue day', card({ after: 'A1234567890650312M       ' })],
    ['another sex', card({ after: 'A1234567890650312X1090101' })],
    ['a blank card number', card({ no: ' '.repeat(12) })],
    ['nothing but FF', Buffer.alloc(57, 0xff)],
  ])('refuses %s', (_what, bytes) => {
    expect(parseNhiCard(bytes)).toBeNull();
  });

  it('drops half a character at the end of the name, and says that the name is not whole', () => {
    const read = parseNhiCard(card({ name: `41${NAME}${NAME}${NAME}a4fd` }));
    expect(read).toMatchObject({ name: 'A王小明王小明王小明', nameWhole: false });
  });

  it('does not take the trail byte of a whole last character for half of one', () => {
    const read = parseNhiCard(card({ name: `${NAME}${NAME}${NAME}a4fd` }));
    expect(read).toMatchObject({ name: '王小明王小明王小明王', nameWhole: true });
  });

  it.each(['fa40', '8140', 'c6a1'])('flags the user-defined character %s', (code) => {
    const read = parseNhiCard(card({ name: `a4fd${code}` }));
    expect(read).toMatchObject({ nameWhole: false });
    expect(read?.name).toMatch(/^王\p{Co}$/u);
  });

  it('knows the characters that code page 950 added', () => {
    expect(parseNhiCard(card({ name: 'f9d6' }))).toMatchObject({ name: '碁', nameWhole: true });
  });
});

describe('sameCard', () => {
  const one = parseNhiCard(card());
  it('looks at number, ID and birth date, never at the name', () => {
    const renamed = parseNhiCard(card({ name: 'a4fd' }));
    const other = parseNhiCard(card({ no: '000012345679' }));
    if (!one || !renamed || !other) throw new Error('unparsed');
    expect(sameCard(one, renamed)).toBe(true);
    expect(sameCard(one, other)).toBe(false);
  });
});
