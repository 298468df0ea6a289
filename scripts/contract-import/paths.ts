import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Rule } from './marks.ts';
import { apply, type Matrix } from './transform.ts';

type Point = [number, number];

/** Points. A table's border is seldom thicker. */
const THIN = 2.6;
const SHORTEST = 4;
const STROKES: readonly number[] = [OPS.stroke, OPS.closeStroke];
const FILLS: readonly number[] = [
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
];
/** How pdf.js packs a path: a number for the kind, then so many coordinates. */
const COORDINATES = [2, 2, 6, 4, 0];
const MOVE = 0;
const CLOSE = 4;

/** The straight lines that a painted path shows: strokes, and filled areas thin enough to be one. */
export function rulesOfPath(paint: number, data: unknown, matrix: Matrix): Rule[] {
  const path = Array.isArray(data) ? data[0] : null;
  if (!(path instanceof Float32Array)) return [];
  const parts = subpaths(path).map((part) => part.map(([x, y]) => apply(matrix, x, y)));
  if (STROKES.includes(paint)) return parts.flatMap(edges);
  return FILLS.includes(paint) ? parts.flatMap((part) => thin(box(part))) : [];
}

function subpaths(path: Float32Array): Point[][] {
  const parts: Point[][] = [];
  let part: Point[] = [];
  for (let i = 0; i < path.length; ) {
    const kind = path[i] ?? CLOSE;
    const count = COORDINATES[kind] ?? path.length;
    const [x, y] = [path[i + count - 1] ?? 0, path[i + count] ?? 0];
    if (kind === MOVE) {
      part = [];
      parts.push(part);
    }
    if (kind === CLOSE) part.push(...part.slice(0, 1));
    else part.push([x, y]);
    i += 1 + count;
  }
  return parts;
}

const edges = (part: readonly Point[]) =>
  part.slice(1).flatMap((to, i) => {
    const from = part[i];
    return from ? thin(box([from, to])) : [];
  });

function box(points: readonly Point[]): Rule {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return { x0: Math.min(...xs), y0: Math.min(...ys), x1: Math.max(...xs), y1: Math.max(...ys) };
}

function thin({ x0, y0, x1, y1 }: Rule): Rule[] {
  const [width, height] = [x1 - x0, y1 - y0];
  if (height <= THIN && width >= SHORTEST) return [{ x0, x1, y0: (y0 + y1) / 2, y1: (y0 + y1) / 2 }];
  if (width <= THIN && height >= SHORTEST) return [{ y0, y1, x0: (x0 + x1) / 2, x1: (x0 + x1) / 2 }];
  return [];
}
