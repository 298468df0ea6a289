import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileContent } from '../../../native-host/codec/check/file.ts';
import { checkFile, encodeFile } from '../../../native-host/codec/codec.ts';
import { ProblemsError } from '../../../native-host/codec/fault/problems-error.ts';
import { limitsOf } from '../../../native-host/codec/limits.ts';
import { sampleFile } from '../../../native-host/codec/sample/sample-file.ts';
import { loadContracts } from '../../../native-host/contract/contracts.ts';
import type { BatchDocument, BatchElement } from '../../../shared/contract/batch.ts';
import type { AnyDocument } from '../../../shared/contract/documents.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { seeded } from '../../../shared/domain/samples/random.ts';
import { scene } from '../../../shared/domain/samples/scene.ts';
import type { TaiwanDate } from '../../../shared/domain/taiwan-date.ts';
import { anyFile } from '../../codec/arbitrary.ts';
import { fullFile } from '../../fixtures/documents/full.ts';
import { wantedValues } from '../../fixtures/documents/wire-values.ts';
import { DOWNLOADS, loadBatch, UPLOADS } from '../../simulator/documents/contract.ts';
import { judge } from '../../simulator/documents/validator.ts';

const FILES = 25;
const TODAY = '2025-11-24' as TaiwanDate;
const contracts = loadContracts([]);

function documentOf(name: string) {
  const { document, request } = contracts.batch(name).data;
  const found = document ?? request;
  if (!found) throw new Error(name);
  return {
    found,
    fileName: `1101020018-1141124-001.${document ? 'xml' : 'txt'}`,
    operation: loadBatch(name),
  };
}

/** Files of one to three documents, some with user-defined characters. */
function samples(document: BatchDocument): FileContent[] {
  const random = seeded(1_141_124);
  return Array.from({ length: FILES }, (_, i) =>
    sampleFile(document, {
      random,
      scene: scene(random, TODAY, i % 2 === 0 ? 'plain' : 'userDefined'),
      count: Math.min(document.maxRecords.value, 1 + (i % 3)),
    }),
  );
}

describe.each([...UPLOADS, ...DOWNLOADS])('%s', (name) => {
  const { found, fileName, operation } = documentOf(name);

  it.each([
    ['made up after the rules', () => samples(found)],
    ['with anything that fits', () => fc.sample(anyFile(found), { numRuns: FILES, seed: 1_141_124 })],
  ])('the NHI takes every file that we encode, %s, and reads what we meant', (_, make) => {
    for (const content of make()) {
      const { faults, records } = judge(operation, fileName, encodeFile(found, content).bytes);
      expect(faults).toEqual([]);
      expect(records).toEqual(wantedValues(found, content));
    }
  });

  it('takes the longest value of each element, and neither side one byte more', () => {
    const { head, records } = fullFile(found);
    for (const element of found.elements.filter(isShortText)) {
      const limit = element.maxBytes.value;
      const with_ = (text: string): { head: typeof head; records: AnyDocument[] } => ({
        head,
        records: records.map((record) => ({ ...record, [element.key]: text })),
      });
      if (records[0]?.[element.key] === null) continue;
      const { bytes } = encodeFile(found, with_(longest(limit)));
      expect(judge(operation, fileName, bytes).faults).toEqual([]);
      expect(checkFile(found, with_(`${longest(limit)}x`))).toMatchObject([
        { code: 'tooLong', severity: 'error', key: element.key, detail: { bytes: limit + 1, limit } },
      ]);
    }
  });
});

type Field = Extract<BatchElement, { kind: unknown }>;
const isShortText = (element: BatchElement): element is Field =>
  'kind' in element && element.kind.value === 'text';
/** Two bytes each, as far as they go. */
const longest = (limit: number) => '許'.repeat(limit >> 1) + (limit % 2 === 1 ? 'x' : '');

/** An operation's contract by which attachments may be `maxFileBytes` long, whatever their element holds. */
function limited(name: string, maxFileBytes: number, maxFiles: number) {
  const { found, fileName, operation } = documentOf(name);
  const value = <T>(of: T) => ({ value: of, from: 'assumed' as const });
  const attachments = { maxFileBytes: value(maxFileBytes), maxFiles: value(maxFiles) };
  const { data } = contracts.batch(name);
  const limits = limitsOf({
    ...data,
    ...(data.attachments ? { attachments: { ...data.attachments, ...attachments } } : {}),
  });
  return { found, fileName, operation: { ...operation, attachments }, limits };
}

const reasonsOf = (problems: readonly Problem[]) =>
  problems.filter(({ severity }) => severity === 'error').map(({ record, code }) => `${record} ${code}`);

/** Our problems and the NHI's faults of what was written without the limits. */
function bothOf({ found, fileName, operation, limits }: ReturnType<typeof limited>, content: FileContent) {
  const { faults } = judge(operation, fileName, encodeFile(found, content).bytes);
  return {
    ours: reasonsOf(checkFile(found, content, limits)),
    nhi: faults.map(({ record, reason }) => `${record} ${reason}`),
  };
}

describe.each(UPLOADS.filter((name) => name.endsWith('-file')))('attachments of %s', (name) => {
  it.each([10, 1_000, 1_024])('of %i bytes are the largest, to us and to the NHI', (limit) => {
    const both = limited(name, limit, 10);
    const sized = (size: number): FileContent => {
      const { head, records } = fullFile(both.found);
      return { head, records: records.map((one) => ({ ...one, content: new Uint8Array(size).fill(0x41) })) };
    };
    expect(bothOf(both, sized(limit))).toEqual({ ours: [], nhi: [] });
    for (const size of [limit + 1, limit + 2, limit + 3]) {
      expect(bothOf(both, sized(size))).toEqual({ ours: ['0 tooLong'], nhi: ['0 tooLong'] });
      expect(() => encodeFile(both.found, sized(size), both.limits)).toThrow(ProblemsError);
    }
  });

  it('of one referral are no more than agreed, to us and to the NHI', () => {
    const both = limited(name, 1_000, 2);
    const of = (...numbers: string[]): FileContent => {
      const { head, records } = fullFile(both.found, numbers.length);
      return {
        head,
        records: records.map((one, i) => ({ ...one, institutionReferralNo: numbers[i] ?? null })),
      };
    };
    expect(bothOf(both, of('1', '2', '1', '2'))).toEqual({ ours: [], nhi: [] });
    expect(bothOf(both, of('1', '2', '1', '1', '1'))).toEqual({ ours: ['3 tooMany'], nhi: ['3 tooMany'] });
    expect(() => encodeFile(both.found, of('1', '1', '1'), both.limits)).toThrow(ProblemsError);
  });
});

it('takes the largest attachment, and neither side a larger one', () => {
  const { found, fileName, operation } = documentOf('eta-file');
  const { data } = contracts.batch('eta-file');
  const { maxFileBytes } = data.attachments ?? {};
  const { head, records } = fullFile(found);
  const sized = (size: number) => ({
    head,
    records: records.map((record) => ({ ...record, content: new Uint8Array(size).fill(0x41) })),
  });
  const limit = maxFileBytes?.value ?? 0;
  expect(judge(operation, fileName, encodeFile(found, sized(limit)).bytes).faults).toEqual([]);
  for (const size of [limit + 1, limit + 3])
    expect(checkFile(found, sized(size), limitsOf(data))).toEqual([
      expect.objectContaining({ code: 'tooLong', key: 'content', detail: { bytes: size, limit } }),
    ]);
});
