import { describe, expect, test } from 'vitest';
import { loadContracts } from './contracts.ts';
import { refusalOf } from './testing.ts';

const official = (value: unknown) => ({ value, from: 'official-2025' });
const file = (operation: string, data: object) => [
  {
    file: '/etc/contract.d/ours.json',
    text: JSON.stringify({ contractVersion: 1, operation, ...data }, null, 2),
  },
];
const elementsOf = (elements: object[]) => ({ document: { elements } });

const field = (key: string, more: object) => ({ key, ...more });
const sexCodes = (codes: object, maxBytes = 1) =>
  [
    'eta',
    elementsOf([field('patient.sex', { maxBytes: official(maxBytes), codes: official(codes) })]),
    'document.elements.patient.sex.codes',
  ] as const;
const named = (part: string, value: object) => ['eta', { document: { [part]: value } }] as const;

describe('refused, with line and remedy', () => {
  test.each<[what: string, operation: string, data: object, path: string, remedy: string]>([
    ['an unknown name', 'eta', { transfer: { type: official('30') } }, 'transfer.type', 'typeCode'],
    [
      'a number as type code',
      'eta',
      { transfer: { typeCode: official(30) } },
      'transfer.typeCode.value',
      'quotes',
    ],
    ['three digits', 'eta', { transfer: { typeCode: official('301') } }, 'transfer.typeCode.value', '"04"'],
    ['a value alone', 'eta', { transfer: { typeCode: '30' } }, 'transfer.typeCode', '"value"'],
    ['no provenance', 'eta', { transfer: { typeCode: { value: '30' } } }, 'transfer.typeCode.from', '"from"'],
    [
      'a file name with a path',
      'eta',
      { transfer: { fileName: official('../{serial}') } },
      'transfer.fileName.value',
      '{serial}',
    ],
    [
      'a file name without serial',
      'eta',
      { transfer: { fileName: official('a.xml') } },
      'transfer.fileName',
      '{serial}',
    ],
    [
      'another direction',
      'eta',
      { transfer: { direction: official('download') } },
      'transfer.direction',
      '"upload"',
    ],
    ['another channel', 'eta', { channel: official('web') }, 'channel.value', '"batch"'],
    ['another format', 'eta', { document: { format: official('csv') } }, 'document.format', '"xml"'],
    ['another document', 'eta', { document: { content: 'reply' } }, 'document.content', '"referral"'],
    ['another base', 'etd-file', { extends: official('etb-file') }, 'extends', '"eta-file"'],
    ['a base where there is none', 'eta', { extends: official('etb') }, 'extends', 'take it out'],
    [
      'an unknown encoding',
      'eta',
      { document: { encoding: official('GBK') } },
      'document.encoding.value',
      '"Big5", "UTF-8"',
    ],
    [
      'a date as text',
      'eta',
      elementsOf([field('issuedOn', { kind: official('text') })]),
      'document.elements.issuedOn.kind',
      '"rocDate"',
    ],
    [
      'a short date',
      'eta',
      elementsOf([field('issuedOn', { maxBytes: official(6) })]),
      'document.elements.issuedOn.maxBytes',
      '7',
    ],
    [
      'a foreign meaning',
      'eta',
      elementsOf([field('purpose', { codes: official({ 1: 'transfer' }) })]),
      'document.elements.purpose.codes',
      'examination',
    ],
    [
      'two codes of one meaning',
      'eta',
      elementsOf([field('patient.sex', { codes: official({ 1: 'male', 3: 'male' }) })]),
      'document.elements.patient.sex.codes',
      'one code',
    ],
    [
      'codes of a text',
      'eta',
      elementsOf([field('summary', { codes: official({ 1: 'male' }) })]),
      'document.elements.summary.codes',
      'no list',
    ],
    [
      'a missing must',
      'eta',
      elementsOf([field('patient.id', { required: official('no') })]),
      'document.elements.patient.id.required',
      '"yes"',
    ],
    [
      'a must that is never sent',
      'eta',
      elementsOf([field('patient.id', { required: official('never') })]),
      'document.elements.patient.id.required',
      '"yes"',
    ],
    [
      'a must of a group',
      'eta',
      elementsOf([field('diagnoses', { elements: [field('code', { required: official('no') })] })]),
      'document.elements.diagnoses.elements.code.required',
      '"yes"',
    ],
    [
      'two of one name',
      'eta',
      elementsOf([field('allergy', { code: official('d1') })]),
      'document.elements.allergy.code',
      'no other element',
    ],
    [
      'a name that XML cannot hold',
      'eta',
      elementsOf([field('allergy', { code: official('1過敏') })]),
      'document.elements.allergy.code',
      'xml',
    ],
    [
      'a new key',
      'eta',
      elementsOf([
        field('diet', {
          code: official('z1'),
          title: official('x'),
          kind: official('text'),
          maxBytes: official(1),
          required: official('no'),
        }),
      ]),
      'document.elements.diet.key',
      'allergy',
    ],
    [
      'half a new element',
      'ete',
      elementsOf([field('patient.phone', { code: official('z1') })]),
      'document.elements.patient.phone.title',
      '"value"',
    ],
    [
      'a condition on nothing',
      'eta',
      elementsOf([field('allergy', { requiredWhen: official({ key: 'stage', is: ['final'] }) })]),
      'document.elements.allergy.requiredWhen',
      'purpose',
    ],
    [
      'a condition on no meaning',
      'eta',
      elementsOf([field('allergy', { requiredWhen: official({ key: 'purpose', is: ['final'] }) })]),
      'document.elements.allergy.requiredWhen',
      'examination',
    ],
    [
      'both numbers required',
      'etb',
      elementsOf([field('platformReferralNo', { required: official('yes') })]),
      'document.elements.platformReferralNo.required',
      '"no"',
    ],
    [
      'one of an absent key',
      'etb',
      { document: { exactlyOne: official([['institutionReferralNo', 'patient.phone']]) } },
      'document.exactlyOne',
      'patient.phone',
    ],
    [
      'an order that forgets',
      'ete',
      { document: { order: official(['note']) } },
      'document.order',
      'patient.id',
    ],
    [
      'a group in a list',
      'etc-csv',
      { answer: { elements: [field('direction', { elements: [] })] } },
      'answer.elements.direction.elements',
      'maxBytes',
    ],
    [
      'a look-up nowhere',
      'eta',
      { unknownOutcome: { lookUp: official('eta') } },
      'unknownOutcome.lookUp',
      'none',
    ],
    [
      'a look-up by what is not sent',
      'eta',
      { unknownOutcome: { by: official(['platformReferralNo']) } },
      'unknownOutcome.by',
      'institutionReferralNo',
    ],
    [
      'attachments of attachments',
      'eta-file',
      { attachments: { follows: official('eta-file') } },
      'attachments.follows',
      'eta',
    ],
    [
      'attachments of a referral',
      'eta',
      { attachments: { follows: official('eta'), maxFileBytes: official(1000), maxFiles: official(1) } },
      'attachments',
      'no other',
    ],
    [
      'a request of two records',
      'etc-csv',
      { request: { maxRecords: official(2) } },
      'request.maxRecords',
      '1',
    ],
    ['no code at all', ...sexCodes({}), 'one code or more'],
    ['an empty code', ...sexCodes({ '': 'male' }), '1 to 1'],
    ['a code with a blank round it', ...sexCodes({ ' 1': 'male' }, 2), '1 to 2'],
    ['a code with a control character', ...sexCodes({ '1\n': 'male' }, 2), '1 to 2'],
    ['a code that is longer than its element', ...sexCodes({ 12: 'male' }), '1 to 1'],
    ['a code that we write and not every character set has', ...sexCodes({ 男: 'male' }, 2), 'ASCII'],
    ['a code with an invisible character', ...sexCodes({ '1\u200B': 'male' }, 9), '1 to 9'],
    [
      'a longer code that the NHI writes, by the bytes of its file',
      'etc-csv',
      { answer: { elements: [field('direction', { maxBytes: official(3) })] } },
      'answer.elements.direction.codes',
      '1 to 3',
    ],
    [
      'a head by the name of a record',
      ...named('head', { code: official('ETA') }),
      'document.head.code',
      'IPR',
    ],
    [
      'a head by the name of the file',
      ...named('head', { code: official('IPR') }),
      'document.head.code',
      'ETA',
    ],
    ['a record by the name of the file', ...named('record', official('IPR')), 'document.record', 'HEAD'],
    [
      'a record by a name of JavaScript',
      ...named('record', official('valueOf')),
      'document.record',
      'JavaScript',
    ],
    ...['constructor', '__proto__', 'prototype', 'hasOwnProperty', 'toString'].map(
      (name): [string, string, object, string, string] => [
        `an element by JavaScript's ${name}`,
        'eta',
        elementsOf([field('allergy', { code: official(name) })]),
        'document.elements.allergy.code',
        'JavaScript',
      ],
    ),
    [
      "an element of a query by JavaScript's name",
      'query-own-6.0',
      { answer: { elements: [field('issuedOn', { code: official('a.constructor') })] } },
      'answer.elements.issuedOn.code',
      'JavaScript',
    ],
    [
      'an empty code of a query',
      'query-own-6.0',
      { answer: { elements: [field('acceptance', { codes: official({ '': 'none' }) })] } },
      'answer.elements.acceptance.codes',
      '1 to 1',
    ],
    [
      'a constant of two lines',
      'etc-csv',
      { request: { constants: official({ FORMAT: 'CSV\r\nALL=Y' }) } },
      'request.constants.value.FORMAT',
      'ASCII',
    ],
    [
      'a constant in Chinese',
      'etc-csv',
      { request: { constants: official({ FORMAT: '清單' }) } },
      'request.constants.value.FORMAT',
      'ASCII',
    ],
    [
      'a column with a control character',
      'etc-csv',
      { answer: { elements: [field('direction', { code: official('轉入\t轉出') })] } },
      'answer.elements.direction.code.value',
      'control',
    ],
    [
      'a column with a blank round it',
      'etc-csv',
      { answer: { elements: [field('direction', { code: official(' 轉入轉出') })] } },
      'answer.elements.direction.code',
      'csv',
    ],
    [
      'a title of two lines',
      'eta',
      elementsOf([field('allergy', { title: official('過敏\n史') })]),
      'document.elements.allergy.title.value',
      'control',
    ],
    [
      'a file name of two lines',
      'eta',
      { transfer: { fileName: official('{serial}.xml\n') } },
      'transfer.fileName.value',
      '{serial}',
    ],
    ['an answer of an upload', 'ete', { answer: { content: 'listRow' } }, 'answer.content', 'take it out'],
    [
      'no provenance of that kind',
      'eta',
      { transfer: { typeCode: { value: '30', from: 'phone' } } },
      'transfer.typeCode.from',
      'official-2025',
    ],
    [
      'a sample of a download',
      'et-sample',
      { cases: [field('accept', { operation: official('etc-csv') })] },
      'cases.accept.operation',
      'upload',
    ],
    [
      'a sample of a foreign meaning',
      'et-sample',
      { cases: [field('accept', { states: official({ action: 'refuse' }) })] },
      'cases.accept.states',
      'cancel',
    ],
  ])('%s', (_, operation, data, path, remedy) => {
    const refused = refusalOf(() => loadContracts(file(operation, data)));
    expect(refused).toMatchObject({ file: '/etc/contract.d/ours.json', path });
    expect(refused.remedy).toContain(remedy);
    expect(refused.line).toBeGreaterThan(0);
  });

  test('a correction in one operation that breaks one like it names the correction', () => {
    const elements = [{ key: 'content', required: official('never') }];
    const refused = refusalOf(() => loadContracts(file('eta-file', { document: { elements } })));
    expect(refused.path).toBe('document.elements.content.required');
    expect(refused.line).toBeGreaterThan(1);
  });
});
