import { describe, expect, it } from 'vitest';
import { checkImports, importsOf } from './imports.ts';
import { treeOf } from './tree.ts';

const faults = (path: string, text: string) => checkImports(treeOf({ [path]: text }));

describe('import rules', () => {
  it.each([
    ['shared may not know the extension', 'shared/a.ts', "import { x } from '../extension/x.ts';"],
    ['not even its types', 'shared/a.ts', "import type { X } from '../native-host/x.ts';"],
    ['shared has no Node', 'shared/domain/a.ts', "import { readFileSync } from 'node:fs';"],
    ['shared has one package', 'shared/a.ts', "import pino from 'pino';"],
    ['the halves do not know one another', 'extension/a.ts', "import '../native-host/x.ts';"],
    ['nor the other way', 'native-host/wire/a.ts', "import { x } from '../../extension/x.ts';"],
    ['nor at run time', 'native-host/wire/a.ts', "const x = await import('../../extension/x.ts');"],
    ['nor in their tests', 'native-host/wire/a.test.ts', "import { x } from '../../extension/x.ts';"],
    ['nor by handing on', 'extension/a.ts', "export { x } from '../native-host/x.ts';"],
    ['a browser has no Node', 'extension/a.tsx', "import { join } from 'node:path';"],
    [
      'the simulator holds no product code',
      'test/simulator/a.ts',
      "import { x } from '../../shared/domain/x.ts';",
    ],
    ['nor do its tests', 'test/simulator/a.test.ts', "import { x } from '../../shared/domain/x.ts';"],
    [
      'nor schemas beside the contract',
      'test/simulator/a.ts',
      "import { x } from '../../shared/contract/x.ts';",
    ],
    ['the product knows no test', 'native-host/a.ts', "import { x } from '../test/fixtures/x.ts';"],
    ['nor a script', 'extension/a.ts', "import { x } from '../scripts/x.ts';"],
    ['over several lines', 'shared/a.ts', "import {\n  x,\n  y,\n} from '../extension/x.ts';"],
  ])('%s', (_, path, text) => {
    expect(faults(path, text)).toHaveLength(1);
  });

  it.each([
    ['extension/a.ts', "import { x } from '../shared/x.ts';"],
    ['native-host/a/b.ts', "import https from 'node:https';\nimport { x } from '../../shared/domain/x.ts';"],
    ['shared/domain/a.ts', "import * as v from 'valibot';\nimport { x } from './x.ts';"],
    [
      'shared/a.test.ts',
      "import { x } from '../test/fixtures/x.ts';\nimport { readFileSync } from 'node:fs';",
    ],
    [
      'test/simulator/a.ts',
      "import c from '../../shared/contract/query-own-6.0.json' with { type: 'json' };",
    ],
    [
      'test/e2e/a.test.ts',
      "import { x } from '../../native-host/x.ts';\nimport { y } from '../../extension/y.ts';",
    ],
    ['scripts/a.ts', "import { x } from '../native-host/x.ts';"],
    ['native-host/product.ts', "import p from '../package.json' with { type: 'json' };"],
  ])('%s may: %s', (path, text) => {
    expect(faults(path, text)).toEqual([]);
  });

  it('reads no import out of a comment', () => {
    expect(
      importsOf("// import '../extension/x.ts'\n/** from './y.ts' */\n * from 'z'\nimport 'a';"),
    ).toEqual(['a']);
  });
});
