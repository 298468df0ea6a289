import { expect, it } from 'vitest';
import { checkDocs } from './docs.ts';
import { treeOf } from './tree.ts';

function faults(page: string): string[] {
  const files = { 'package.json': '{"scripts":{"check":"x"}}', 'shared/domain/a.ts': '' };
  return checkDocs(treeOf({ ...files, 'docs/a.md': page }));
}

it.each([
  '`shared/domain/a.ts`',
  '`shared/domain`',
  '`shared/`',
  '`npm run check`',
  '`npm test`',
  '`npm run -s check`',
])('a page may name %s', (text) => {
  expect(faults(`see ${text}.`)).toEqual([]);
});

it.each([
  '`shared/domain/b.ts`',
  '`native-host/`',
  '`shared/dom`',
  '`npm run chekc`',
])('a page may not name %s', (text) => {
  expect(faults(`see ${text}.`)).toHaveLength(1);
});
