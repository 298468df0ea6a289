import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { big5 } from '../../../native-host/codec/charset/big5/big5.ts';
import type { FileContent } from '../../../native-host/codec/check/file.ts';
import { encodeFile } from '../../../native-host/codec/codec.ts';
import type { BatchDocument } from '../../../shared/contract/batch.ts';
import { anyFile } from '../../codec/arbitrary.ts';
import { shippedDocuments } from '../../codec/documents.ts';
import { valuesInXml, wantedValues } from '../../fixtures/documents/wire-values.ts';
import { uconv } from '../uconv.ts';
import { xmllint } from './xmllint.ts';

const FILES = 8;
const USER_DEFINED = /[\ue000-\uf8ff]/g;

const documents = shippedDocuments();
const xmlDocuments = documents.filter(([, { format }]) => format.value === 'xml');

/** The same files in every run, with every kind of character that can be written. */
const filesOf = (document: BatchDocument): FileContent[] =>
  fc.sample(anyFile(document), { numRuns: FILES, seed: 20_251_124 });

/** Ordinary characters for user-defined ones: libxml2 refuses those. */
const plain = (content: FileContent): FileContent =>
  mapText(content, (text) => text.replace(USER_DEFINED, '嗯')) as FileContent;

function mapText(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => mapText(one, change));
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapText(one, change)]));
}

describe.each(xmlDocuments)('%s', (_, document) => {
  it('without user-defined characters, libxml2 reads what we meant', () => {
    const contents = filesOf(document).map(plain);
    const texts = xmllint(contents.map((content) => encodeFile(document, content).bytes));
    expect(texts.map((text) => valuesInXml(document, text))).toEqual(
      contents.map((content) => wantedValues(document, content)),
    );
  });

  it('with them, ICU converts what we wrote to what we meant', () => {
    const contents = filesOf(document);
    const texts = contents.map((content) => converted(encodeFile(document, content).bytes));
    expect(texts.join('')).toMatch(USER_DEFINED);
    expect(texts.map((text) => valuesInXml(document, text))).toEqual(
      contents.map((content) => wantedValues(document, content)),
    );
  });
});

const converted = (bytes: Uint8Array) =>
  new TextDecoder().decode(uconv('windows-950-2000', 'UTF-8', bytes, true));

/** RFC 4180: a cell and what ends it. */
const CELL = /("(?:[^"]|"")*"|[^,"\r\n]*)(,|\r\n)/gy;
const unquoted = (cell: string) => (cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);

it('a list as CSV, cell by cell', () => {
  const [, document] = documents.find(([, { format }]) => format.value === 'csv') ?? [];
  if (!document) throw new Error('no CSV');
  for (const content of filesOf(document)) {
    const text = converted(encodeFile(document, content).bytes);
    const cells = Array.from(text.matchAll(CELL), ([, cell = '', end]) => [unquoted(cell), end]);
    const wanted = wantedValues(document, content).map((values) =>
      document.elements.map(({ key }) => values[key] ?? ''),
    );
    const rows = [document.elements.map(({ code }) => code.value), ...wanted];
    expect(cells).toEqual(
      rows.flatMap((row) => row.map((cell, i) => [cell, i === row.length - 1 ? '\r\n' : ','])),
    );
  }
});

it('a request, line by line', () => {
  for (const [, document] of documents.filter(([, { format }]) => format.value === 'keyValue'))
    for (const content of filesOf(document)) {
      const lines = converted(encodeFile(document, content).bytes).split('\r\n');
      const [values = {}] = wantedValues(document, content);
      const asked = document.elements.flatMap(({ key, code }) =>
        values[key] === undefined ? [] : [`${code.value}=${values[key]}`],
      );
      const constants = Object.entries(document.constants?.value ?? {}).map((pair) => pair.join('='));
      expect(lines).toEqual([...asked, ...constants, '']);
    }
});

it('libxml2 has the same 13,503 characters for the codes that nobody defined himself', () => {
  const pairs = range(0xa1, 0xf9).flatMap((lead) =>
    [...range(0x40, 0x7e), ...range(0xa1, 0xfe)].map((trail) => Uint8Array.of(lead, trail)),
  );
  const ours = pairs.map((pair) => ({ pair, ...big5.decodeKeeping(pair) }));
  const common = ours.filter(({ kept, hasUserDefined }) => kept.length === 0 && !hasUserDefined);
  const lines = common.flatMap(({ pair }) => [pair, Buffer.from('\n')]);
  const file = Buffer.concat([
    Buffer.from('<?xml version="1.0" encoding="Big5"?>\n<r>\n'),
    ...lines,
    Buffer.from('</r>'),
  ]);
  const [read = ''] = xmllint([file]);
  expect(common.length).toBe(13_503);
  expect(read.split('\n').slice(2, -2)).toEqual(common.map(({ text }) => text));
});

function range(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}
