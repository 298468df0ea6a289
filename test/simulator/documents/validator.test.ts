import { describe, expect, it } from 'vitest';
import { DOWNLOADS, loadBatch, UPLOADS } from './contract.ts';
import { judge } from './validator.ts';

const ete = loadBatch('ete');
const NAME = '1101020018-1141124-001.xml';
const RECORD = [
  '<ETE>',
  '<a1>1141120-AB-001</a1>',
  '<c1>A123456789</c1><c2>NAME</c2><c3>0650312</c3>',
  '<k1>1</k1><k3>1141124</k3><k4>1101020018</k4>',
  '</ETE>',
].join('\n');
const file = (records: string, count = 1) =>
  `<?xml version="1.0" encoding="Big5"?>\n<IPR><HEAD><h1>1101020018</h1><h2>1141124</h2><h3>${count}</h3></HEAD>${records}</IPR>\n`;

/** 許 as Big5 has it, B3 5C, and the user-defined FA 40, in place of NAME. */
const NAMED = [0xb3, 0x5c, 0xfa, 0x40];
function bytesOf(text: string, name: readonly number[] = NAMED): Uint8Array {
  const [before = '', after = ''] = text.split('NAME');
  return Buffer.concat([Buffer.from(before), Uint8Array.from(name), Buffer.from(after)]);
}
const faultsOf = (text: string, name?: readonly number[]) =>
  judge(ete, NAME, bytesOf(text, name)).faults.map(({ element, reason }) => `${element} ${reason}`.trim());

describe('the NHI’s strict reader', () => {
  it('takes a file that is as the contract has it, and reads it by the contract’s keys', () => {
    const { isAccepted, faults, name, head, records } = judge(ete, NAME, bytesOf(file(RECORD)));
    expect({ isAccepted, faults }).toEqual({ isAccepted: true, faults: [] });
    expect(name).toEqual({ institution: '1101020018', rocDate: '1141124', serial: 1 });
    expect(head).toEqual({ institutionCode: '1101020018', preparedOn: '1141124', count: '1' });
    expect(records).toEqual([expect.objectContaining({ 'patient.name': '許\ue000', action: '1' })]);
  });

  it('says in which record and element what is wrong, all of it', () => {
    const wrong = RECORD.replace('<k1>1<', '<k1>3<').replace('0650312', '0650230').replace('NAME', '');
    expect(judge(ete, NAME, bytesOf(file(RECORD + wrong, 2))).faults).toEqual([
      { record: 1, element: 'c3', reason: 'date' },
      { record: 1, element: 'k1', reason: 'code' },
      { record: 1, element: 'c2', reason: 'missing' },
    ]);
  });

  it.each([
    ['a name longer by one byte', RECORD.replace('NAME', `${'x'.repeat(37)}NAME`), 'c2 tooLong'],
    ['an attribute', RECORD.replace('<c1>', '<c1 a="b">'), 'malformed'],
    ['a comment', RECORD.replace('<c1>', '<!-- --><c1>'), 'forbidden'],
    ['another entity', RECORD.replace('NAME', 'NAME&x;'), 'forbidden'],
    ['an unknown element', RECORD.replace('<c1>', '<zz></zz><c1>'), 'zz unknown'],
    ['text between elements', RECORD.replace('<c1>', 'x<c1>'), 'ETE structure'],
    ['both numbers', RECORD.replace('<c1>', '<a2>1</a2><c1>'), 'exactlyOne'],
    ['a blank beside the number', RECORD.replace('<c1>', '<a2> </a2><c1>'), 'exactlyOne'],
    ['neither', RECORD.replace(/<a1>.*<.a1>/, ''), 'exactlyOne'],
    ['an element twice', RECORD.replace('<k1>', '<c3>0650312</c3><k1>'), 'c3 repeated'],
    [
      'another order',
      RECORD.replace(/(<k3>.*<.k3>)/, '').replace('</ETE>', '<k3>1141124</k3></ETE>'),
      'k3 order',
    ],
  ])('refuses %s', (_, record, reason) => {
    expect(faultsOf(file(record))).toEqual([reason]);
  });

  it('refuses a file with no record in it, and a count that is not as one writes it', () => {
    expect(faultsOf(file('', 0), [])).toEqual(['ETE missing']);
    for (const count of ['01', '1e0', '0x1', ' 1 '])
      expect(faultsOf(file(RECORD).replace('<h3>1<', `<h3>${count}<`))).toContain('h3 count');
  });

  it('takes a name whose institution holds letters', () => {
    const { isAccepted, name } = judge(ete, NAME.replace('1101020018', '35012A000B'), bytesOf(file(RECORD)));
    expect([isAccepted, name?.institution]).toEqual([true, '35012A000B']);
  });

  it.each([
    ['half a character', [0xb3]],
    ['a byte that Big5 has no use for', [0xff]],
    ['UTF-8', [...Buffer.from('許')]],
  ])('refuses %s', (_, name) => {
    expect(faultsOf(file(RECORD), name)).toEqual(['encoding']);
  });

  it.each([
    'x.xml',
    '1101020018-1140230-001.xml',
    '1101020018-1141124-000.xml',
    '1101020018-1141124-001xxml',
  ])('refuses the name %s', (name) => {
    expect(judge(ete, name, bytesOf(file(RECORD))).faults).toMatchObject([{ reason: 'fileName' }]);
  });

  it('knows what every upload and request is made of', () => {
    for (const name of UPLOADS) expect(loadBatch(name).document?.elements.length).toBeGreaterThan(5);
    for (const name of DOWNLOADS) expect(loadBatch(name).request?.format.value).toBe('keyValue');
    expect(loadBatch('etb-back').document).toEqual(loadBatch('etb').document);
  });
});
