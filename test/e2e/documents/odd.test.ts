import { expect, it } from 'vitest';
import { type DecodedFile, decodeFile } from '../../../native-host/codec/codec.ts';
import type { BatchDocument } from '../../../shared/contract/batch.ts';
import { problemText } from '../../../shared/domain/problem.ts';
import { oddFiles } from '../../fixtures/documents/broken/broken.ts';
import type { OddFile } from '../../fixtures/documents/broken/broken-file.ts';
import { wantedValues } from '../../fixtures/documents/wire-values.ts';
import type { Values } from '../../simulator/documents/record.ts';

const files = oddFiles();

/** Every value that a file states, on the wire, by where it stands. */
function statedIn(document: BatchDocument, { head, records }: DecodedFile): Map<string, string> {
  const stated = new Map<string, string>();
  const add = (values: Values, path: string): void => {
    for (const [key, value] of Object.entries(values))
      if (typeof value === 'string') stated.set(path + key, value);
      else for (const [i, entry] of value.entries()) add(entry, `${path}${key}[${i}].`);
  };
  const inHead = { ...document, elements: document.head?.elements ?? [] };
  for (const values of wantedValues(inHead, { head: null, records: head ? [head] : [] }))
    add(values, 'head ');
  for (const [i, values] of wantedValues(document, { head, records }).entries()) add(values, `${i} `);
  return stated;
}

/** What the sound file states and the odd one no longer does, neither in its documents nor beside them. */
function lossesOf({ document, bytes, sound, code }: OddFile): string[] {
  const odd = decodeFile(document, bytes);
  const has = statedIn(document, odd);
  const kept = odd.kept.map((one) => new TextDecoder('big5').decode(one.bytes)).join('\n');
  const missing = odd.problems.filter((one) => one.code === 'elementMissing').map(({ key }) => key);
  return [...statedIn(document, decodeFile(document, sound))].flatMap(([path, value]) => {
    const now = has.get(path);
    if (now === value || (code === 'countDiffers' && path === 'head count')) return [];
    if (now === undefined && (kept.includes(value) || missing.some((key) => path.endsWith(` ${key}`))))
      return [];
    return [`${path}: ${value} is ${now}`];
  });
}

/** What was put in beside the contract's own is kept as it stood. */
function isKept({ document, bytes, code }: OddFile): boolean {
  const { kept } = decodeFile(document, bytes);
  const adds = code === 'elementUnknown' || code === 'attributeUnknown';
  const all = Buffer.from(bytes);
  return (
    kept.length > 0 === adds &&
    kept.every((one) => one.bytes.length > 0 && all.includes(Buffer.from(one.bytes)))
  );
}

it('are more than 200, of every kind that is forgiven', () => {
  expect(files.length).toBeGreaterThan(200);
  expect([...new Set(files.map(({ code }) => code))].sort()).toEqual([
    'attributeUnknown',
    'countDiffers',
    'declarationMissing',
    'elementMissing',
    'elementMoved',
    'elementUnknown',
  ]);
});

it('each is read, and told by its code with its place and a remedy, as no error', () => {
  const untold = files.filter(({ document, bytes, code }) => {
    const { problems } = decodeFile(document, bytes);
    const isMild = problems.every(({ severity }) => severity === 'warning');
    const said = problems.filter((one) => one.code === code);
    const isPlaced = said.every(({ place }) => place && place.byte <= bytes.length);
    const remedies = said.flatMap((one) => Object.values(problemText(one, () => '欄位')));
    const helps = remedies.every(({ what, next }) => next.length > 3 && !`${what}${next}`.includes('{'));
    return !(isMild && said.length > 0 && isPlaced && helps);
  });
  expect(untold.map(({ name, document, bytes }) => [name, decodeFile(document, bytes).problems])).toEqual([]);
});

it('nothing that they say is lost', () => {
  expect(files.flatMap((file) => lossesOf(file).map((loss) => `${file.name}: ${loss}`))).toEqual([]);
  expect(files.filter((file) => !isKept(file)).map(({ name }) => name)).toEqual([]);
});
