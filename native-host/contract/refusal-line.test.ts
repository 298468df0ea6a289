import { describe, expect, test } from 'vitest';
import { loadContracts } from './contracts.ts';
import { refusalOf } from './testing.ts';

test.each(['__proto__', 'constructor', 'prototype'])('a code that JavaScript calls its own, %s', (name) => {
  const text = `{"contractVersion": 1, "operation": "eta", "document": {"elements": [
    {"key": "patient.sex", "codes": {"from": "law", "value": {
      "${name}": "male"}}}]}}`;
  expect(refusalOf(() => loadContracts([{ file: 'x.json', text }]))).toMatchObject({
    line: 3,
    path: `document.elements.patient.sex.codes.value.${name}`,
    remedy: expect.stringContaining('JavaScript'),
  });
});

describe('the line', () => {
  const lines = (text: string) => refusalOf(() => loadContracts([{ file: 'x.json', text }]));
  const start = '{\n "contractVersion": 1,\n "operation": "eta",\n';

  test.each<[what: string, text: string, line: number, path: string, remedy: string]>([
    [
      'of a value',
      `${start} "transfer": {\n  "typeCode": {\n   "value": 5,\n   "from": "law" } } }`,
      6,
      'transfer.typeCode.value',
      'quotes',
    ],
    [
      'of an element, by its key',
      `${start} "document": { "elements": [\n  { "key": "summary",\n    "title": { "value": "", "from": "law" } } ] } }`,
      6,
      'document.elements.summary.title.value',
      'empty',
    ],
    [
      'of what lacks something',
      `${start} "transfer": {\n  "typeCode": {\n   "value": "05" } } }`,
      5,
      'transfer.typeCode.from',
      'add',
    ],
    ['of a comma too much', `${start} "transfer": {},\n}`, 5, '(JSON)', 'double quotes'],
    ['of a missing comma', '{\n "contractVersion": 1\n "operation": "eta" }', 3, '(JSON)', '}'],
    ['of a name said twice', `${start} "transfer": {},\n "transfer": {} }`, 5, '(JSON)', 'once'],
    [
      'of an element said twice',
      `${start} "document": { "elements": [\n { "key": "summary" },\n { "key": "summary" } ] } }`,
      6,
      'document.elements.summary',
      'once',
    ],
    ['of a file that is cut off', `${start} "transfer": {`, 4, '(JSON)', 'double quotes'],
    ['of an empty file', '', 1, '(JSON)', 'value'],
    ['of what follows the end', `${start} "transfer": {} }\n}`, 5, '(JSON)', 'end'],
    [
      'of an operation nobody ships',
      '{\n "contractVersion": 1,\n "operation": "etz"\n}',
      3,
      'operation',
      'contract',
    ],
    ['of nesting without end', `${start} "transfer":\n${'['.repeat(100_000)}`, 5, '(JSON)', 'nesting'],
  ])('%s', (_, text, line, path, remedy) => {
    expect(lines(text)).toMatchObject({
      file: 'x.json',
      line,
      path,
      remedy: expect.stringContaining(remedy),
    });
  });

  test('counts what Notepad writes', () => {
    const text = `\uFEFF${start.replaceAll('\n', '\r\n')} "no": 1\r\n}`;
    expect(lines(text)).toMatchObject({ line: 4, path: 'no' });
  });
});
