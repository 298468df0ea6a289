import type { Rule } from './marks.ts';
import type { Page } from './pdf.ts';
import type { Band, Cell, Sheet } from './sheet.ts';
import { textOf, type Word } from './words.ts';

/** Points: lines nearer than this are one line, drawn twice or thick. */
const NEAR = 3;
/** So much of a cell's side must be drawn. */
const COVER = 0.6;

/** The tables that lines are drawn round. A cell is what no line parts. */
export function ruledSheets(page: Page): Sheet[] {
  return components(page.rules).flatMap((rules) => {
    const grid = gridOf(rules);
    return grid.xs.length < 3 || grid.ys.length < 2 ? [] : [sheetOf(page, grid)];
  });
}

interface Grid {
  xs: number[];
  ys: number[];
  rules: readonly Rule[];
}

function gridOf(rules: readonly Rule[]): Grid {
  // A row that the page's end cuts has no line below: the ends of the upright lines stand for it.
  const upright = rules.filter(isUpright);
  const flat = rules.filter((rule) => !isUpright(rule));
  return {
    rules,
    xs: positions([...upright.map((rule) => rule.x0), ...ends(flat.flatMap((rule) => [rule.x0, rule.x1]))]),
    ys: positions([...flat.map((rule) => rule.y0), ...ends(upright.flatMap((rule) => [rule.y0, rule.y1]))]),
  };
}

const isUpright = (rule: Rule) => rule.x0 === rule.x1;
const ends = (all: readonly number[]) => (all.length ? [all.reduce(lesser), all.reduce(greater)] : []);
const lesser = (a: number, b: number) => Math.min(a, b);
const greater = (a: number, b: number) => Math.max(a, b);

function positions(values: readonly number[]): number[] {
  const found: number[] = [];
  for (const value of [...values].sort((a, b) => a - b))
    if (value - (found.at(-1) ?? Number.NEGATIVE_INFINITY) > NEAR) found.push(value);
  return found;
}

function sheetOf(page: Page, grid: Grid): Sheet {
  const { xs, ys } = grid;
  const [x0, x1] = [xs[0] ?? 0, xs.at(-1) ?? 0];
  const columns = xs.length - 1;
  const cells = cellsOf(grid, page.words);
  const bands: Band[] = ys.slice(1).map((_, row) => ({
    page: page.number,
    cells: [...new Set(cells.slice(row * columns, (row + 1) * columns))],
  }));
  return { page: page.number, x0, x1, bands };
}

/** The cell that each box of the grid belongs to, row by row. */
function cellsOf(grid: Grid, words: readonly Word[]): Cell[] {
  const { xs, ys } = grid;
  const columns = xs.length - 1;
  const boxes = (ys.length - 1) * columns;
  const sets = disjoint(boxes);
  for (let box = 0; box < boxes; box++) {
    const [row, column] = [Math.floor(box / columns), box % columns];
    if (column + 1 < columns && !hasWall(grid, row, column + 1)) sets.join(box, box + 1);
    if (row + 2 < ys.length && !hasFloor(grid, row + 1, column)) sets.join(box, box + columns);
  }
  const texts = new Map<number, Word[]>();
  for (const word of words) {
    const [row, column] = [slot(ys, word.y), slot(xs, (word.x0 + word.x1) / 2)];
    if (row < 0 || column < 0) continue;
    const root = sets.root(row * columns + column);
    texts.set(root, [...(texts.get(root) ?? []), word]);
  }
  const cells = new Map<number, Cell>();
  return Array.from({ length: boxes }, (_, box) => {
    const [root, column] = [sets.root(box), box % columns];
    const cell = cells.get(root) ?? { text: textOf(texts.get(root) ?? []), x0: xs[column] ?? 0, x1: 0 };
    cell.x0 = Math.min(cell.x0, xs[column] ?? 0);
    cell.x1 = Math.max(cell.x1, xs[column + 1] ?? 0);
    cells.set(root, cell);
    return cell;
  });
}

const slot = (edges: readonly number[], at: number) =>
  at < (edges[0] ?? 0) ? -1 : edges.findIndex((edge) => edge > at) - 1;

function hasWall({ xs, ys, rules }: Grid, row: number, edge: number): boolean {
  const [x, y0, y1] = [xs[edge] ?? 0, ys[row] ?? 0, ys[row + 1] ?? 0];
  const walls = rules.filter((rule) => isUpright(rule) && Math.abs(rule.x0 - x) <= NEAR);
  return covered(
    walls.map((rule) => [rule.y0, rule.y1] as const),
    y0,
    y1,
  );
}

function hasFloor({ xs, ys, rules }: Grid, edge: number, column: number): boolean {
  const [y, x0, x1] = [ys[edge] ?? 0, xs[column] ?? 0, xs[column + 1] ?? 0];
  const floors = rules.filter((rule) => !isUpright(rule) && Math.abs(rule.y0 - y) <= NEAR);
  return covered(
    floors.map((rule) => [rule.x0, rule.x1] as const),
    x0,
    x1,
  );
}

function covered(parts: readonly (readonly [number, number])[], from: number, to: number): boolean {
  let [sum, reached] = [0, from];
  for (const [start, end] of [...parts].sort(([a], [b]) => a - b)) {
    sum += Math.max(0, Math.min(end, to) - Math.max(start, reached));
    reached = Math.max(reached, Math.min(end, to));
  }
  return sum >= COVER * (to - from);
}

/** Lines that touch belong to one table. */
function components(rules: readonly Rule[]): Rule[][] {
  const sets = disjoint(rules.length);
  rules.forEach((one, i) => {
    for (let j = 0; j < i; j++) {
      const other = rules[j];
      if (other && touches(one, other)) sets.join(i, j);
    }
  });
  return [...Map.groupBy(rules, (_, i) => sets.root(i)).values()];
}

const touches = (a: Rule, b: Rule) =>
  a.x0 - NEAR <= b.x1 && b.x0 - NEAR <= a.x1 && a.y0 - NEAR <= b.y1 && b.y0 - NEAR <= a.y1;

function disjoint(count: number) {
  const parent = Array.from({ length: count }, (_, i) => i);
  const root = (i: number): number => {
    const up = parent[i] ?? i;
    if (up === i) return i;
    const top = root(up);
    parent[i] = top;
    return top;
  };
  return {
    root,
    join: (one: number, other: number) => {
      parent[root(one)] = root(other);
    },
  };
}
