import { expect, it } from 'vitest';
import { checkPackages } from './packages.ts';
import { treeOf } from './tree.ts';

const listed = JSON.stringify({
  dependencies: { valibot: '1.5.0', '@preact/signals': '2.11.4' },
  devDependencies: { vitest: '5.1.1' },
});
const faults = (path: string, code: string) =>
  checkPackages(treeOf({ 'package.json': listed, [path]: code }));

it.each([
  ['shared/a.ts', "import * as v from 'valibot';"],
  ['extension/a.tsx', "import { signal } from '@preact/signals';"],
  ['shared/a.test.ts', "import { it } from 'vitest';"],
  [
    'scripts/a.ts',
    "import { build } from 'vitest/node';\nimport { join } from 'node:path';\nimport './b.ts';",
  ],
])('%s may: %s', (path, code) => {
  expect(faults(path, code)).toEqual([]);
});

it.each([
  ['native-host/a.ts', "import pino from 'pino';"],
  ['native-host/a.ts', "import { it } from 'vitest';"],
  ['extension/a.ts', "import { x } from '@preact/other';"],
])('%s may not: %s', (path, code) => {
  expect(faults(path, code)).toHaveLength(1);
});

it('a version is one version', () => {
  const loose = JSON.stringify({ dependencies: { valibot: '^1.5.0' }, devDependencies: {} });
  expect(checkPackages(treeOf({ 'package.json': loose }))).toHaveLength(1);
});
