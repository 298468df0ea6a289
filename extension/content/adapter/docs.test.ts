// @vitest-environment happy-dom
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { AdapterSchema, VisitWaySchema } from '../../../shared/adapter/adapter.ts';
import { readVisit } from './visit.ts';

const text = readFileSync(`${import.meta.dirname}/../../../docs/adapter.md`, 'utf8');
const blocks = [...text.matchAll(/```(html|json)\n([\s\S]*?)```/g)].map(([, kind, code = '']) => ({
  kind,
  code,
}));
const [small, ...pairs] = blocks;

/** What each snippet of the page must read, in its order. */
const EXPECTED = [
  ['王小明'],
  ['A123456789'],
  ['0650312'],
  ['A123456789'],
  ['王小明', '0012345'],
  ['I10\t高血壓'],
];

function read(html: string, way: string): string | null | undefined {
  const range = document.createRange();
  document.body.replaceChildren(range.createContextualFragment(html));
  const visit = { history: [v.parse(VisitWaySchema, JSON.parse(way))] };
  return readVisit({ visit } as never, document).history;
}

describe('the page about adapters', () => {
  it('shows an adapter that is one', () => {
    expect(v.is(AdapterSchema, JSON.parse(small?.code ?? ''))).toBe(true);
  });

  it.each(EXPECTED.map((expected, i) => ({ expected, i })))('reads $expected as it says', ({
    expected,
    i,
  }) => {
    // Rows and cells stand in a table, or a parser throws them away.
    const html = (pairs[2 * i]?.code ?? '').replace(/^<(tr|td)[\s\S]*/, (row) => `<table>${row}</table>`);
    const ways = (pairs[2 * i + 1]?.code ?? '').trim().split('\n');
    expect(ways.map((way) => read(html, way))).toEqual(expected);
  });

  it('has no snippet that is not tried', () => {
    expect(pairs).toHaveLength(2 * EXPECTED.length);
  });
});
