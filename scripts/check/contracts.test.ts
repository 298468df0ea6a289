import { expect, test } from 'vitest';
import { checkContracts } from './contracts.ts';
import { repository, treeOf } from './tree.ts';

const real = repository();
const texts = () =>
  Object.fromEntries(
    real.files.filter((path) => path.startsWith('shared/contract/')).map((path) => [path, real.text(path)]),
  );
const changed = (path: string, text: string) => checkContracts(treeOf({ ...texts(), [path]: text }));

test('the repository is in order', () => expect(checkContracts(real)).toEqual([]));

test('a file that nobody ships, and one that is gone', () => {
  const stray = texts()['shared/contract/ete.json']?.replaceAll('"ete"', '"etz"') ?? '';
  expect(changed('shared/contract/etz.json', stray)).toEqual([
    expect.stringContaining('etz.json: is not shipped'),
  ]);
  const { 'shared/contract/ete.json': _, ...rest } = texts();
  expect(checkContracts(treeOf(rest))).toContainEqual(
    expect.stringContaining('ete.json: is shipped but not there'),
  );
});

test('a file that is wrong, by line', () => {
  const text = texts()['shared/contract/ete.json']?.replace('"Big5"', '"Big6"') ?? '';
  const line = text.split('\n').findIndex((one) => one.includes('Big6')) + 1;
  expect(changed('shared/contract/ete.json', text)).toEqual([
    expect.stringContaining(`ete.json:${line}: document.encoding.value should be:`),
  ]);
});

test('an operation in a file of another name', () => {
  const text = texts()['shared/contract/ete.json'] ?? '';
  const renamed = Object.entries(texts()).filter(([path]) => path !== 'shared/contract/ete.json');
  const tree = treeOf(Object.fromEntries([...renamed, ['shared/contract/accept.json', text]]));
  expect(checkContracts(tree)).toContainEqual(
    expect.stringContaining('ete stands in a file of another name'),
  );
});
