import { describe, expect, it } from 'vitest';
import type { TaiwanDate } from '../../shared/domain/taiwan-date.ts';
import { loadContracts } from '../contract/contracts.ts';
import { fileNameOf, readFileName } from './file-name.ts';

const day = '2012-07-04' as TaiwanDate;
const parts = { institution: '3501200000', day, serial: 1 };
const request = loadContracts([]).batch('etc-csv').data.transfer;
const transfer = (fileName: string, digits = 3) => ({
  fileName: { value: fileName, from: 'assumed' },
  serialDigits: { value: digits, from: 'assumed' },
});

describe('file names', () => {
  it('are the manual’s own example', () => {
    expect(fileNameOf(request, parts)).toBe('3501200000-1010704-001.txt');
    expect(readFileName(request, '3501200000-1010704-001.txt')).toEqual(parts);
  });

  it('name institutions whose code holds letters', () => {
    const lettered = { ...parts, institution: '35012A000B' };
    expect(fileNameOf(request, lettered)).toBe('35012A000B-1010704-001.txt');
    expect(readFileName(request, '35012A000B-1010704-001.txt')).toEqual(lettered);
    expect(readFileName(request, '35012a000b-1010704-001.txt')).toBe(null);
  });

  it('follow the template, whatever stands in it', () => {
    const other = transfer('A.{rocDate}_{serial}', 5);
    expect(fileNameOf(other, parts)).toBe('A.1010704_00001');
    expect(readFileName(other, 'A.1010704_00001')).toEqual({ institution: null, day, serial: 1 });
    expect(readFileName(other, 'AX1010704_00001')).toBe(null);
    expect(readFileName(transfer('fixed.txt'), 'fixed.txt')).toEqual({
      institution: null,
      day: null,
      serial: null,
    });
  });

  it.each([
    '3501200000-1010704-001.txt.bak',
    '350120000-1010704-001.txt',
    '3501200000-1011304-001.txt',
    '3501200000-1010704-000.txt',
    '3501200000-1010704-01.txt',
    '../3501200000-1010704-001.txt',
    '',
  ])('%j is none', (name) => expect(readFileName(request, name)).toBe(null));

  it.each([
    [{ institution: '35012' }, 'institution'],
    [{ institution: '../1200000' }, 'institution'],
    [{ serial: 0 }, 'serial'],
    [{ serial: 1000 }, 'serial'],
    [{ serial: 1.5 }, 'serial'],
  ])('%j fits in none', (change, field) => {
    expect(() => fileNameOf(request, { ...parts, ...change })).toThrow(`app:fileNameOther (${field})`);
  });
});
