import type { Page } from './pdf.ts';
import { linesOf, type Word } from './words.ts';

/** Words at one height of one page. */
export interface Line {
  page: number;
  y: number;
  size: number;
  words: readonly Word[];
}

export function linesOfPage({ number, words }: Page): Line[] {
  return linesOf(words).map((line) => ({
    page: number,
    y: Math.min(...line.map(({ y }) => y)),
    size: Math.max(...line.map(({ size }) => size)),
    words: line,
  }));
}

/** Points. */
const SAME_PLACE = 3;
/** A single character may well be the rest of a wrapped cell on two pages. */
const TITLE = /0|.{4}/u;

/**
 * Pages without what is printed on each of them: title and page number, at the same height and the same but for
 * digits. `keep`: a table's own header is repeated and no such line.
 */
export function withoutRunning(pages: readonly Line[][], keep: (line: Line) => boolean): Line[][] {
  const all = pages.flat().map((line) => ({ line, text: undated(line) }));
  const runs = ({ line, text }: (typeof all)[number]) =>
    !keep(line) &&
    TITLE.test(text) &&
    all.some(
      (other) =>
        other.line.page !== line.page && other.text === text && Math.abs(other.line.y - line.y) < SAME_PLACE,
    );
  const running = new Set(all.filter(runs).map(({ line }) => line));
  return pages.map((lines) => lines.filter((line) => !running.has(line)));
}

const undated = (line: Line) => line.words.map(({ text }) => text.replace(/\p{Nd}+/gu, '0')).join('');
