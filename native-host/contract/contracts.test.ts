import { Ajv } from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import schema from '../../shared/contract/operation.schema.json' with { type: 'json' };
import { loadContracts } from './contracts.ts';
import { affectsWire } from './leaves.ts';
import { SHIPPED } from './shipped.ts';
import { refusalOf } from './testing.ts';

const base = { contractVersion: 1, operation: 'query-own-6.0' };
const overlay = (data: object, file = '/etc/contract.d/ours.json') => [
  { file, text: JSON.stringify({ ...base, ...data }, null, 2) },
];
const official = (value: unknown) => ({ value, from: 'official-2025' });
const own = (data?: object) => loadContracts(data ? overlay(data) : []).get('query-own-6.0');
const refusal = (data: object) => refusalOf(() => own(data));

test('every shipped file fits the JSON Schema that editors use, and loads', () => {
  const { $schema: _, ...rest } = schema;
  const fits = new Ajv({ strict: false }).compile(rest);
  expect(loadContracts([]).all()).toHaveLength(SHIPPED.length);
  for (const { data } of SHIPPED) expect(fits(data), JSON.stringify(fits.errors)).toBe(true);
  for (const operation of ['query-own-6.0', 'eta', 'et-sample']) {
    expect(fits({ ...base, operation })).toBe(true);
    expect(fits({ ...base, operation, unknown: 1 })).toBe(false);
  }
});

test('"same as" takes what the file leaves out from the other operation', () => {
  const { data } = loadContracts([]).get('query-other-6.0');
  expect(data.endpoint.host.value).toBe(own().data.endpoint.host.value);
  expect(data.endpoint.path.value).not.toBe(own().data.endpoint.path.value);
});

test('the 5.x edition keeps no nested name of the 6.0 one', () => {
  const { data } = loadContracts([]).get('query-own-5.x');
  const sent = data.request.elements.filter((element) => element.required.value !== 'never');
  expect(sent.map((element) => element.code.value).filter((name) => name.includes('.'))).toEqual([]);
});

test('a correction replaces value and provenance, here and in the operations like it', () => {
  const elements = [{ key: 'issuedOn', code: official('openDate') }];
  const contracts = loadContracts(overlay({ answer: { elements } }));
  for (const name of ['query-own-6.0', 'query-other-6.0']) {
    const { leaves } = contracts.get(name);
    const leaf = leaves.find(({ path }) => path === 'answer.elements.issuedOn.code');
    expect(leaf).toMatchObject({ ...official('openDate'), file: '/etc/contract.d/ours.json' });
  }
});

test('the hash follows what is sent and read, and nothing else', () => {
  const { hash, assumed } = own();
  const vouched = own({ signing: { signer: official('sam') }, title: official('新名稱') });
  expect(vouched.hash).toBe(hash);
  expect(vouched.assumed).toHaveLength(assumed.length - 1);
  expect(own({ signing: { signer: official('hpcHc') } }).hash).not.toBe(hash);
});

test('where a test goes and how long we wait is no part of what is signed off, but how long a signature serves is', () => {
  const endpoint = { testHost: official('medvpndct.nhi.gov.tw'), timeoutMs: official(9_000) };
  expect(own({ endpoint }).hash).toBe(own().hash);
  expect(own({ endpoint: { host: official('medvpndc.nhi.gov.tw') } }).hash).not.toBe(own().hash);
  expect(own({ signing: { windowMinutes: official(7) } }).hash).not.toBe(own().hash);
});

test('each wire value moves the hash of its operation', () => {
  const hashes = own()
    .leaves.filter(affectsWire)
    .filter(({ path }) => /^endpoint\.path|code$/.test(path))
    .map(({ path, value }) => own(changed(path, `${value}x`)).hash);
  expect(new Set([...hashes, own().hash]).size).toBe(hashes.length + 1);
  expect(hashes.length).toBeGreaterThan(30);
});

test.each([
  ['an unknown key', { endpoint: { pattern: official('.*') } }, 'endpoint.pattern'],
  ['a file', { request: { file: '/etc/passwd' } }, 'request.file'],
  ['a pattern as a code', { answer: { list: official('^sub$') } }, 'answer.list.value'],
  ['a way out of the path', { endpoint: { path: official('/api/../x') } }, 'endpoint.path.value'],
  ['a name of JavaScript', { answer: { list: official('__proto__') } }, 'answer.list.value'],
  ['a foreign host', { endpoint: { host: official('nhi.example.com') } }, 'endpoint.host.value'],
  ['a host that only ends alike', { endpoint: { host: official('evilnhi.gov.tw') } }, 'endpoint.host.value'],
  ['a credential', { endpoint: { host: official('x@a.nhi.gov.tw') } }, 'endpoint.host.value'],
  ['another channel', { channel: official('batch') }, 'channel.value'],
  ['another edition', { readerEdition: official('5.x') }, 'readerEdition'],
  ['another version', { contractVersion: 2 }, 'contractVersion'],
  ['another base', { extends: official('query-other-6.0') }, 'extends'],
  ['an unknown operation', { operation: 'query-all-6.0' }, 'operation'],
  ['an unknown domain key', { request: { elements: [{ key: 'pin' }] } }, 'request.elements.pin.key'],
  ['a value alone', { signing: { signer: { value: 'sam' } } }, 'signing.signer.from'],
  ['an invented provenance', { signing: { signer: { value: 'sam', from: 'me' } } }, 'signing.signer.from'],
  ['more than an hour', { signing: { windowMinutes: official(61) } }, 'signing.windowMinutes.value'],
  [
    'a date read as text',
    { answer: { elements: [{ key: 'issuedOn', kind: official('text') }] } },
    'answer.elements.issuedOn.kind',
  ],
  [
    'a state that the domain lacks',
    { answer: { elements: [{ key: 'direction', codes: official({ I: 'inwards' }) }] } },
    'answer.elements.direction.codes',
  ],
  [
    'a deciding code made optional',
    { answer: { elements: [{ key: 'acceptance', required: official('no') }] } },
    'answer.elements.acceptance.required',
  ],
  [
    'two elements of one name',
    { answer: { elements: [{ key: 'issuedOn', code: official('validDate') }] } },
    'answer.elements.issuedOn.code',
  ],
  [
    'an unsigned request',
    { request: { elements: [{ key: 'proof.signature', required: official('never') }] } },
    'request.elements.proof.signature.required',
  ],
  [
    'one key twice',
    {
      request: {
        elements: [
          { key: 'patientId', code: official('a') },
          { key: 'patientId', code: official('b') },
        ],
      },
    },
    'request.elements.patientId',
  ],
])('a correction that holds %s is refused, named by file and path', (_, data, path) => {
  const { file, line, path: at, remedy } = refusal(data);
  expect({ file, at }).toEqual({ file: '/etc/contract.d/ours.json', at: path });
  expect(line).toBeGreaterThan(0);
  expect(remedy).toMatch(/\S/);
});

test('no JSON makes the loader do anything but load or refuse', () => {
  fc.assert(
    fc.property(
      fc.jsonValue({ maxDepth: 4 }),
      fc.constantFrom('', 'endpoint', 'answer', 'request', 'document', 'transfer'),
      fc.constantFrom('query-own-6.0', 'eta', 'et-sample'),
      (json, at, operation) => {
        const data = at ? { ...base, operation, [at]: json } : json;
        try {
          loadContracts([{ file: 'x.json', text: JSON.stringify(data) }]);
        } catch (error) {
          expect(error).toMatchObject({
            key: 'app:contractInvalid',
            field: expect.stringMatching(/^x\.json:1: /),
          });
        }
      },
    ),
  );
});

/** A correction of one value of query-own-6.0, by the path that `leaves` gives it. */
function changed(path: string, value: unknown): object {
  const element = /^(request|answer)\.elements\.(.+)\.(\w+)$/.exec(path);
  const [side = '', name = ''] = path.split('.');
  if (!element) return { [side]: { [name]: official(value) } };
  return {
    [String(element[1])]: { elements: [{ key: element[2], [String(element[3])]: official(value) }] },
  };
}
