import type { NodePath } from '../wire/node.ts';
import { scan } from './scan.ts';

/** Where things stand in a record's text; made only when something is wrong with it. */
export interface Located {
  name: string;
  from: number;
  to: number;
  inner: Located[];
  /** The first text between its elements. */
  stray: { from: number; to: number } | null;
  attributes: { from: number; to: number } | null;
}

/** The tree of a scanned element. */
export function locate(text: string): Located {
  const top: Located = { ...NOWHERE, inner: [] };
  const stack = [top];
  const current = () => stack.at(-1) ?? top;
  scan(text, {
    open(name, from, to) {
      const one: Located = { ...NOWHERE, name, from, to, inner: [] };
      current().inner.push(one);
      stack.push(one);
    },
    close(_, to) {
      const one = stack.pop();
      if (one) one.to = to;
    },
    text(from, to) {
      const one = current();
      const stray = text.slice(from, to).trim();
      if (!one.stray && stray !== '') one.stray = { from: text.indexOf(stray, from), to };
    },
    attributes(from, to) {
      current().attributes = { from, to };
    },
  });
  return top.inner[0] ?? top;
}
const NOWHERE = { name: '', from: 0, to: 0, stray: null, attributes: null };

/** The stretch of the node at `path`; the whole element for an empty one. */
export function stretchOf(element: Located, path: NodePath): { from: number; to: number } {
  let at = element;
  for (const index of path) {
    const next = at.inner[index];
    if (!next) return at.stray ?? at;
    at = next;
  }
  return at;
}

/** The elements that have attributes. */
export function withAttributes(element: Located): Located[] {
  const inner = element.inner.flatMap(withAttributes);
  return element.attributes ? [element, ...inner] : inner;
}
