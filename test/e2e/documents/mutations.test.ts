import { describe, expect, it } from 'vitest';
import type { FileContent } from '../../../native-host/codec/check/file.ts';
import { checkFile, decodeFile, encodeFile } from '../../../native-host/codec/codec.ts';
import { ProblemsError } from '../../../native-host/codec/fault/problems-error.ts';
import { readFileName } from '../../../native-host/codec/file-name.ts';
import { loadContracts } from '../../../native-host/contract/contracts.ts';
import type { BatchDocument } from '../../../shared/contract/batch.ts';
import { domainMutations } from '../../fixtures/documents/domain-mutations.ts';
import { fullFile } from '../../fixtures/documents/full.ts';
import { type Mutation, xmlMutations } from '../../fixtures/documents/mutations.ts';
import { rawMutations, wrongNames } from '../../fixtures/documents/raw-mutations.ts';
import { requestMutations } from '../../fixtures/documents/request-mutations.ts';
import { declared, treeOf, xmlOf } from '../../fixtures/documents/tree.ts';
import { DOWNLOADS, loadBatch, UPLOADS } from '../../simulator/documents/contract.ts';
import { judge } from '../../simulator/documents/validator.ts';
import { productRefusal } from './verdicts.ts';

const contracts = loadContracts([]);

/** A sound file of an operation, and what both sides need to look at it. */
function soundFile(name: string) {
  const { data } = contracts.batch(name);
  const document = data.document ?? data.request;
  if (!document) throw new Error(name);
  const ending = data.document ? 'xml' : 'txt';
  const { bytes } = encodeFile(document, fullFile(document));
  return {
    data,
    document,
    bytes,
    ending,
    operation: loadBatch(name),
    fileName: `1101020018-1141124-001.${ending}`,
  };
}

/** Mutations that one of the two took, or that the NHI refused for another reason than theirs. */
function taken(name: string, mutations: readonly Mutation[]): string[] {
  const { document, operation, fileName } = soundFile(name);
  return mutations.flatMap(({ what, reason, bytes }) => {
    const reasons = judge(operation, fileName, bytes).faults.map((fault) => fault.reason);
    const nhi = reasons.includes(reason) ? [] : [`${what}: ${reason} expected, the NHI says ${reasons}`];
    return productRefusal(document, bytes) === null ? [...nhi, `${what}: the product takes it`] : nhi;
  });
}

describe.each(UPLOADS)('a file of %s', (name) => {
  const { document, bytes, operation, fileName } = soundFile(name);

  it('is taken by the NHI and by the product, also as another program writes the same elements', () => {
    const again = Buffer.from(declared('big5') + xmlOf(treeOf(document, bytes)));
    expect(judge(operation, fileName, bytes).faults).toEqual([]);
    expect(productRefusal(document, bytes)).toBeNull();
    expect(again.length).toBeGreaterThan(bytes.length / 2);
  });

  it('is refused by both with any element, value, order or count changed', () => {
    const mutations = xmlMutations(document, bytes);
    expect(mutations.length).toBeGreaterThan(100);
    expect(taken(name, mutations)).toEqual([]);
  });

  it('is refused by both with bytes, declaration or markup changed', () => {
    expect(taken(name, rawMutations(bytes))).toEqual([]);
  });
});

describe.each([...UPLOADS, ...DOWNLOADS])('documents of %s', (name) => {
  it('are not written with anything wrong in them, and what is wrong is named', () => {
    const { document } = soundFile(name);
    const mutations = domainMutations(document, fullFile(document));
    const written = mutations.filter(({ content }) => isWritten(document, content));
    const misnamed = mutations.filter(({ content, code, key }) =>
      checkFile(document, content).every((problem) => problem.code !== code || problem.key !== key),
    );
    expect(mutations.length).toBeGreaterThan(10);
    expect(written.map(({ what }) => what)).toEqual([]);
    expect(misnamed.map(({ what, code }) => `${what}: not called ${code}`)).toEqual([]);
  });
});

function isWritten(document: BatchDocument, content: FileContent): boolean {
  try {
    encodeFile(document, content);
    return true;
  } catch (thrown) {
    if (thrown instanceof ProblemsError) return false;
    throw thrown;
  }
}

describe.each(DOWNLOADS)('a request of %s', (name) => {
  const { document, bytes, operation, fileName } = soundFile(name);

  it('is taken by both', () => {
    expect(judge(operation, fileName, bytes).faults).toEqual([]);
    expect(productRefusal(document, bytes)).toBeNull();
  });

  it('is refused by both with any line changed', () => {
    const mutations = requestMutations(document, bytes);
    expect(mutations.length).toBeGreaterThan(15);
    expect(taken(name, mutations)).toEqual([]);
  });
});

it.each([...UPLOADS, ...DOWNLOADS])('%s: no name but the template’s', (name) => {
  const { data, operation, bytes, ending, fileName } = soundFile(name);
  expect(readFileName(data.transfer, fileName)).toEqual({
    institution: '1101020018',
    day: '2025-11-24',
    serial: 1,
  });
  const wrong = wrongNames(ending);
  expect(wrong.filter((one) => judge(operation, one, bytes).isAccepted)).toEqual([]);
  expect(wrong.filter((one) => readFileName(data.transfer, one) !== null)).toEqual([]);
});

it('what XML lets another program write, the product reads as it is meant, and the strict NHI does not take', () => {
  const { document, bytes, operation, fileName } = soundFile('ete');
  const text = Buffer.from(bytes).toString('latin1');
  const lenient = [
    text.replace('<c1>', '<!-- --><c1>'),
    text.replace(/<c1>(.*)<\/c1>/, '<c1><![CDATA[$1]]></c1>'),
    text.replace(/<k4>.*<\/k4>/, (line) => line.replace('A', '&#65;')),
  ].map((one) => new Uint8Array(Buffer.from(one, 'latin1')));
  for (const one of lenient) {
    expect(decodeFile(document, one)).toEqual(decodeFile(document, bytes));
    expect(judge(operation, fileName, one).isAccepted).toBe(false);
  }
});
