import type { Adapter, VisitWay } from '../../../shared/adapter/adapter.ts';
import { LabelScan } from './labels.ts';
import { spotOf } from './spot.ts';
import { textOf, valueIn } from './text.ts';

type VisitField = keyof NonNullable<Adapter['visit']>;

/**
 * The clinical text of the visit, read only when a form asks for it: lines as the page has them. A field that
 * the adapter does not list is left out; null where it lists one and no way leads to it.
 */
export function readVisit(adapter: Adapter, root: Document): Partial<Record<VisitField, string | null>> {
  const texts: Partial<Record<VisitField, string | null>> = {};
  for (const [field, ways] of Object.entries(adapter.visit ?? {})) {
    if (ways) texts[field as VisitField] = firstLines(ways, root);
  }
  return texts;
}

function firstLines(ways: readonly VisitWay[], root: Document): string | null {
  let found: string | null = null;
  for (const way of ways) {
    const text = way.by === 'rows' ? rows(way, root) : single(way, root);
    if (text === null) continue;
    found = tidy(text);
    if (found) return found;
  }
  return found;
}

function single(way: Exclude<VisitWay, { by: 'rows' }>, root: Document): string | null {
  const spot = spotOf(way);
  spot.resolve(root, () => new LabelScan(root));
  return spot.read();
}

function rows(way: Extract<VisitWay, { by: 'rows' }>, root: Document): string | null {
  const found = [...root.querySelectorAll(way.css)];
  const say = (el: Element | null) =>
    (el && (way.read === 'value' ? valueIn(el) : textOf(el)))?.replace(/\s+/g, ' ').trim() ?? '';
  const lines = found.map((row) =>
    way.cells ? way.cells.map((cell) => say(row.querySelector(cell))).join('\t') : say(row),
  );
  return found.length === 0 ? null : lines.filter((line) => line.trim()).join('\n');
}

function tidy(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => line.replace(/[^\S\t]+/g, ' ').replace(/^ +| +$/g, ''))
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '');
}
