import { type Column, headerOf } from './header.ts';
import { type Line, linesOfPage, withoutRunning } from './lines.ts';
import type { Page } from './pdf.ts';
import { rowsOfLines } from './row-cuts.ts';
import type { Cell, Sheet } from './sheet.ts';
import { joinText, type Word } from './words.ts';

/** A header, and the lines below it on its page and on those that follow without one. */
interface Section {
  heads: readonly Cell[];
  columns: readonly Column[];
  lines: Line[];
}

/** The tables that only white space parts: columns lie below their headings, rows begin where a code stands. */
export function plainSheets(pages: readonly Page[]): Sheet[] {
  return sectionsOf(pages).flatMap((section) => sheetsOf(section, pages));
}

function sectionsOf(pages: readonly Page[]): Section[] {
  const sections: Section[] = [];
  for (const lines of withoutRunning(pages.map(linesOfPage), (line) => headOf(line.words) !== null)) {
    for (let at = 0; at < lines.length; ) {
      const head = headerAt(lines, at);
      const line = lines[at];
      if (head) sections.push({ ...head, lines: [] });
      else if (line) sections.at(-1)?.lines.push(line);
      at += head?.taken ?? 1;
    }
  }
  return sections;
}

const MOST_LINES = 4;

/** The header that begins at this line: as many lines as make its headings whole. */
function headerAt(lines: readonly Line[], at: number) {
  const tries = Array.from({ length: MOST_LINES }, (_, i) => lines.slice(at, at + i + 1)).flatMap((taken) => {
    const near = taken.every((line, i) => i === 0 || line.y - (taken[i - 1]?.y ?? 0) < 2 * line.size);
    const head =
      near && taken.every((line) => line.page === taken[0]?.page)
        ? headOf(taken.flatMap(({ words }) => words))
        : null;
    return head ? [{ ...head, taken: taken.length }] : [];
  });
  return tries.sort((a, b) => b.columns.length - a.columns.length)[0] ?? null;
}

function headOf(words: readonly Word[]): { heads: Cell[]; columns: Column[] } | null {
  const heads = stacked(words);
  const columns = headerOf(heads);
  return columns && { heads, columns };
}

/** Words that stand above each other are one heading. */
function stacked(words: readonly Word[]): Cell[] {
  const cells: Cell[] = [];
  for (const word of words) {
    const cell = cells.find(
      ({ x0, x1 }) => word.x0 < x1 + NARROW * word.size && x0 < word.x1 + NARROW * word.size,
    );
    if (!cell) cells.push({ text: word.text, x0: word.x0, x1: word.x1 });
    else {
      cell.text = joinText(cell.text, word.text);
      cell.x0 = Math.min(cell.x0, word.x0);
      cell.x1 = Math.max(cell.x1, word.x1);
    }
  }
  return cells.sort((a, b) => a.x0 - b.x0);
}
const NARROW = 0.2;

function sheetsOf({ heads, columns, lines }: Section, pages: readonly Page[]): Sheet[] {
  const edges = edgesOf(
    heads,
    lines.flatMap(({ words }) => words),
  );
  const placed = heads.map((head, i) => ({ ...head, x0: edges[i] ?? 0, x1: edges[i + 1] ?? 0 }));
  const anchor =
    columns.find(({ role }) => role === 'item') ??
    columns.find(({ role }) => role === 'code' || role === 'codeName');
  const anchorAt = {
    index: heads.findIndex((head) => head.x0 === anchor?.x0),
    withName: anchor?.role === 'codeName',
  };
  const [x0, x1] = [edges[0] ?? 0, edges.at(-1) ?? 0];
  const byPage = Map.groupBy(lines, ({ page }) => page);
  return [...byPage].map(([number, own], i) => {
    const rules = pages.find((page) => page.number === number)?.rules ?? [];
    const bands = rowsOfLines(own, rules, edges, anchorAt).map((cells) => ({ page: number, cells }));
    return { page: number, x0, x1, bands: i === 0 ? [{ page: number, cells: placed }, ...bands] : bands };
  });
}

/** Between two headings, the column ends where fewest words are cut, in the middle of the widest such place. */
function edgesOf(heads: readonly Cell[], words: readonly Word[]): number[] {
  const middle = ({ x0, x1 }: Cell) => (x0 + x1) / 2;
  const between = heads.slice(1).map((head, i) => {
    const before = heads[i];
    return before ? quietest(middle(before), middle(head), [...words, ...heads]) : head.x0;
  });
  const all = [...words, ...heads];
  return [Math.min(...all.map(({ x0 }) => x0)) - 1, ...between, Math.max(...all.map(({ x1 }) => x1)) + 1];
}

function quietest(from: number, to: number, words: readonly { x0: number; x1: number }[]): number {
  const stops = [from, to, ...words.flatMap(({ x0, x1 }) => [x0, x1]).filter((x) => x > from && x < to)];
  const places = [...new Set(stops)].sort((a, b) => a - b);
  const best = places.slice(1).map((end, i) => {
    const start = places[i] ?? from;
    const middle = (start + end) / 2;
    return {
      middle,
      width: end - start,
      cut: words.filter(({ x0, x1 }) => x0 < middle && middle < x1).length,
    };
  });
  return best.sort((a, b) => a.cut - b.cut || b.width - a.width)[0]?.middle ?? from;
}
