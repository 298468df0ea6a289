import { describe, expect, test } from 'vitest';
import { loadContracts } from './contracts.ts';
import { changesOf } from './diff.ts';
import { editableText, skeletonOf } from './skeleton.ts';

const shipped = loadContracts([]);
const names = shipped.all().map(({ operation }) => operation);
const skeleton = (name: string) => {
  const contract = shipped.find(name);
  if (!contract) throw new Error(name);
  return editableText(skeletonOf(contract));
};

describe('what is exported comes back', () => {
  test.each(names)('%s: unchanged, it changes nothing', (name) => {
    const contracts = loadContracts([{ file: 'x.json', text: skeleton(name) }]);
    expect(changesOf(shipped, contracts)).toEqual([]);
    expect(contracts.find(name)?.hash).toBe(shipped.find(name)?.hash);
  });

  test('all of it checked, nothing is assumed any more', () => {
    const files = names.map((name) => ({
      file: `${name}.json`,
      text: skeleton(name).replaceAll('"assumed"', '"official-2025"'),
    }));
    expect(
      loadContracts(files)
        .all()
        .flatMap(({ assumed }) => assumed),
    ).toEqual([]);
  });

  test('"same as" is left to the other operation', () => {
    expect(JSON.parse(skeleton('etb-back'))).toEqual({ contractVersion: 1, operation: 'etb-back' });
  });
});
