import { describe, expect, it } from 'vitest';
import { confirmsKind, readCode, readLength, readRequired } from './values.ts';

describe('what a cell says', () => {
  it('reads codes in full width, in angle brackets and wrapped', () => {
    expect(readCode('ａ１', 'xml')).toEqual({ value: 'a1', sure: true });
    expect(readCode('<h10>', 'xml')).toEqual({ value: 'h10', sure: true });
    expect(readCode('REFER_ NO', 'xml')?.value).toBe('REFER_NO');
    expect(readCode('轉診單 序號', 'csv')).toEqual({ value: '轉診單 序號', sure: true });
  });

  it('doubts a code that no element can be called, and reads none from an empty cell', () => {
    expect(readCode('1a', 'xml')?.sure).toBe(false);
    expect(readCode('', 'xml')).toBeNull();
  });

  it.each([
    ['１０', '長度', '', 10, true],
    ['4,000', '長度', '', 4000, true],
    ['', '長度', 'CHAR(20)', 20, true],
    ['', '', '9(7)', 7, true],
    ['最大 10 bytes', '長度', '', 10, true],
    ['4000(中文2000字)', '長度', '', 4000, false],
    ['10', '長度(字)', '', 10, false],
    ['10', '長度(位元組)', '', 10, true],
  ])('reads the length %j under %j with type %j', (length, title, type, value, sure) => {
    expect(readLength(length, title, type)).toMatchObject({ value, sure });
  });

  it('reads no length from words, nothing, or nonsense', () => {
    for (const text of ['', '不限', '0', '999999999']) expect(readLength(text, '長度', 'X')).toBeNull();
  });

  it.each([
    ['Ｍ', 'yes'],
    ['是', 'yes'],
    ['V', 'yes'],
    ['O', 'no'],
    ['非必填', 'no'],
  ])('reads %j as %s', (text, value) => {
    expect(readRequired(text, [])).toEqual({ value, sure: true });
  });

  it('takes an empty cell for no only where others are marked, and never for certain', () => {
    expect(readRequired('', ['V', ''])).toMatchObject({ value: 'no', sure: false });
    expect(readRequired('', ['', ''])).toBeNull();
    expect(readRequired('轉診目的為4時必填', ['V'])).toBeNull();
  });

  it('confirms a kind, and doubts a date that is not seven digits long', () => {
    expect(confirmsKind('rocDate', '9', 7)).toEqual({ value: 'rocDate', sure: true });
    expect(confirmsKind('rocDate', '9', 8)?.sure).toBe(false);
    expect(confirmsKind('text', '日期', 10)?.sure).toBe(false);
    expect(confirmsKind('', '9', 7)).toBeNull();
  });
});
