import { describe, expect, it } from 'vitest';
import type { Rule } from './marks.ts';
import { fieldRows } from './rows.ts';
import type { Word } from './words.ts';

const word = (text: string, x: number, y: number): Word => ({
  text,
  x0: x,
  x1: x + 8 * text.length,
  y,
  size: 8,
});
const line = (y: number, ...texts: string[]) =>
  texts.flatMap((text, i) => (text ? [word(text, 10 + i * 100, y)] : []));
const pageOf = (number: number, words: Word[], rules: Rule[] = []) => ({ number, height: 800, words, rules });
const cellsOf = (...pages: ReturnType<typeof pageOf>[]) => fieldRows(pages).rows.map(({ cells }) => cells);

/** A grid with lines at these heights, three columns of 100. */
const grid = (...ys: number[]): Rule[] => [
  ...ys.map((y) => ({ x0: 5, x1: 305, y0: y, y1: y })),
  ...[5, 105, 205, 305].map((x) => ({ x0: x, x1: x, y0: ys[0] ?? 0, y1: ys.at(-1) ?? 0 })),
];

describe('the rows of a field table', () => {
  const head = line(10, '代碼', '名稱', '長度');

  it('are told apart by lines, however their cells wrap', () => {
    const words = [
      ...head,
      ...line(30, 'a1', '院所自', '20'),
      ...line(40, '', '編序號'),
      ...line(60, 'b1', '姓名', '40'),
    ];
    expect(cellsOf(pageOf(1, words, grid(0, 20, 50, 70)))).toEqual([
      { code: 'a1', name: '院所自編序號', length: '20' },
      { code: 'b1', name: '姓名', length: '40' },
    ]);
  });

  it('are told apart by space where there are no lines', () => {
    const words = [
      ...head,
      ...line(30, 'a1', '院所自', '20'),
      ...line(40, '', '編序號'),
      ...line(60, 'b1', '姓名', '40'),
    ];
    expect(cellsOf(pageOf(1, words))).toEqual([
      { code: 'a1', name: '院所自編序號', length: '20' },
      { code: 'b1', name: '姓名', length: '40' },
    ]);
  });

  it('are joined where a page ends within one, with a header or without', () => {
    const first = pageOf(1, [...head, ...line(30, 'a1', '院所自', '20')], grid(0, 20, 40));
    const rest = (words: Word[], ...ys: number[]) => pageOf(2, words, grid(...ys));
    const whole = [
      { code: 'a1', name: '院所自編序號', length: '20' },
      { code: 'b1', name: '姓名', length: '40' },
    ];
    const again = rest([...head, ...line(30, '', '編序號'), ...line(50, 'b1', '姓名', '40')], 0, 20, 40, 60);
    expect(cellsOf(first, again)).toEqual(whole);
    const without = rest([...line(10, '', '編序號'), ...line(30, 'b1', '姓名', '40')], 0, 20, 40);
    expect(cellsOf(first, without)).toEqual(whole);
  });

  it('are not made of a letter, nor of a table about something else', () => {
    const words = [...line(10, '版本', '日期', '修訂'), ...line(30, '1.0', '114', '新訂')];
    expect(cellsOf(pageOf(1, words, grid(0, 20, 40)))).toEqual([]);
    expect(cellsOf(pageOf(1, words))).toEqual([]);
  });
});
