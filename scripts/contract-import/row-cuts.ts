import type { Line } from './lines.ts';
import type { Rule } from './marks.ts';
import type { Cell } from './sheet.ts';
import { textOf, type Word } from './words.ts';

/** Sizes of the font: further below a row than this is no line of it. */
const FAR = 2.2;
/** A line drawn between two rows parts them more surely than any space. */
const RULED = 1_000;

/**
 * The rows of a table without upright lines. A row begins with the line that has something in the anchor's column
 * (item or code); the lines between two such belong to the one above or below, parted at the widest space. A line
 * that runs over several columns is a note and belongs to neither.
 */
export function rowsOfLines(
  lines: readonly Line[],
  rules: readonly Rule[],
  edges: readonly number[],
  anchor: Anchor,
): Cell[][] {
  const isAnchor = (line: Line) => beginsRow(wordsIn(line.words, edges, anchor.index), anchor);
  const drawn = drawnRows(lines, rules, isAnchor);
  const rows: Line[][] = [];
  for (const [i, stretch] of stretches(lines, edges).entries()) {
    if (i > 0 && !stretch.some(isAnchor)) continue;
    if (drawn) {
      rows.push(...drawn(stretch));
      continue;
    }
    const anchors = stretch.flatMap((line, i) => (isAnchor(line) ? [i] : []));
    const cuts = anchors.slice(1).map((next, i) => cutBetween(stretch, anchors[i] ?? 0, next, rules));
    const begun = i === 0 ? restOfFormer(stretch, anchors) : 0;
    const starts = [0, ...(begun > 0 ? [begun] : []), ...cuts];
    starts.forEach((start, i) => {
      rows.push(near(stretch.slice(start, starts[i + 1]), isAnchor));
    });
  }
  const used = new Set(rows.flat());
  const notes = lines.filter((line) => !used.has(line)).map((line) => [noteOf(line, edges)]);
  return [...rows.filter((row) => row.length > 0).map((row) => cellsOf(wordsOf(row), edges)), ...notes];
}

const wordsOf = (row: readonly Line[]) => row.flatMap(({ words }) => words);

/** What belongs to no row runs over the whole table. */
const noteOf = (line: Line, edges: readonly number[]): Cell => ({
  text: textOf(line.words),
  x0: edges[0] ?? 0,
  x1: edges.at(-1) ?? 0,
});

/** So many lines at the top of a page are the rest of a row that the page's end has cut: a row's space ends them. */
function restOfFormer(lines: readonly Line[], anchors: readonly number[]): number {
  const ys = anchors.map((at) => lines[at]?.y ?? 0);
  const pitch = ys.slice(1).map((y, i) => y - (ys[i] ?? 0));
  for (let at = anchors[0] ?? 0; at > 0; at--) {
    const [above, line] = [lines[at - 1], lines[at]];
    if (!above || !line) break;
    const least = Math.min(ROW * line.size, ...pitch.map((one) => 0.95 * one));
    if (line.y - above.y >= least) return at;
  }
  return 0;
}
/** Sizes of the font: from a line of one row to the next row, at least. */
const ROW = 1.65;

/** The column that tells where a row begins. */
export interface Anchor {
  index: number;
  /** It holds the name too, which may wrap: a row begins where a code stands. */
  withName: boolean;
}

const CODE = /^[A-Za-z]|[(（][A-Za-z][\w.-]*[)）]$/;

function beginsRow(words: readonly Word[], { withName }: Anchor): boolean {
  return words.length > 0 && (!withName || CODE.test(words.map(({ text }) => text).join('')));
}

/** Cuts lines where a line is drawn, in a table that has one below nearly every row; null in any other. */
function drawnRows(lines: readonly Line[], rules: readonly Rule[], isAnchor: (line: Line) => boolean) {
  const flat = rules.filter((rule) => rule.y0 === rule.y1).map((rule) => rule.y0);
  if (flat.length === 0) return null;
  const slotOf = (line: Line) => flat.filter((y) => y < line.y).reduce((a, b) => Math.max(a, b), 0);
  const slots = new Set(lines.map(slotOf));
  if (slots.size < MOSTLY * lines.filter(isAnchor).length) return null;
  return (stretch: readonly Line[]) =>
    [...Map.groupBy(stretch, slotOf).values()].filter((row) => row.some(isAnchor) || row[0] === lines[0]);
}
const MOSTLY = 0.8;

/** Lines without the notes between them. */
function stretches(lines: readonly Line[], edges: readonly number[]): Line[][] {
  const found: Line[][] = [[]];
  for (const line of lines) {
    if (line.words.some((word) => crosses(word, edges))) found.push([]);
    else found.at(-1)?.push(line);
  }
  return found.filter((stretch) => stretch.length > 0);
}

const inner = (edges: readonly number[]) => edges.slice(1, -1);
const crosses = ({ x0, x1, size }: Word, edges: readonly number[]) =>
  inner(edges).filter((edge) => edge > x0 + size / 2 && edge < x1 - size / 2).length > 0;

/** The index of the first line of the lower row. */
function cutBetween(lines: readonly Line[], upper: number, lower: number, rules: readonly Rule[]): number {
  let best = { at: lower, gap: 0 };
  for (let at = upper + 1; at <= lower; at++) {
    const [above, below] = [lines[at - 1]?.y ?? 0, lines[at]?.y ?? 0];
    const ruled = rules.some((rule) => rule.y0 === rule.y1 && rule.y0 > above && rule.y0 < below);
    const gap = below - above + (ruled ? RULED : 0);
    if (gap >= best.gap - 0.5) best = { at, gap: Math.max(gap, best.gap) };
  }
  return best.at;
}

/** A row without what stands far from its lines: a paragraph after the table. */
function near(row: readonly Line[], isAnchor: (line: Line) => boolean): Line[] {
  const first = row.findIndex(isAnchor);
  const [head, tail] = [row.slice(0, Math.max(first, 0)).reverse(), row.slice(Math.max(first, 0))];
  return [...contiguous(head, tail[0]).reverse(), ...contiguous(tail, undefined)];
}

function contiguous(lines: readonly Line[], from: Line | undefined): Line[] {
  const kept: Line[] = [];
  for (const line of lines) {
    const last = kept.at(-1) ?? from;
    if (last && Math.abs(line.y - last.y) > FAR * line.size) break;
    kept.push(line);
  }
  return kept;
}

function cellsOf(words: readonly Word[], edges: readonly number[]): Cell[] {
  return edges.slice(1).map((x1, i) => ({
    text: textOf(wordsIn(words, edges, i)),
    x0: edges[i] ?? 0,
    x1,
  }));
}

function wordsIn(words: readonly Word[], edges: readonly number[], column: number): Word[] {
  const [from, to] = [edges[column] ?? 0, edges[column + 1] ?? 0];
  return words.filter(({ x0, x1 }) => (x0 + x1) / 2 >= from && (x0 + x1) / 2 < to);
}
