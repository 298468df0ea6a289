import { expect, test } from 'vitest';
import { loadContracts } from './contracts.ts';
import { guard, urlOf } from './guard.ts';

const contract = loadContracts([]).get('query-own-6.0');
const production = new URL('https://medcloudws2.nhi.gov.tw/api');
const signOff = { operation: contract.operation, hash: contract.hash, by: '資訊室', at: '2025-11-24' };

test('production refuses what is assumed, until exactly this is signed off', () => {
  const refused = expect.objectContaining({ key: 'app:notSignedOff', field: 'query-own-6.0' });
  const attempt = (signOffs: (typeof signOff)[]) => () => guard(contract, production, signOffs);
  expect(attempt([])).toThrow(refused);
  expect(attempt([{ ...signOff, hash: `${contract.hash.slice(0, -1)}0x` }])).toThrow(refused);
  expect(attempt([{ ...signOff, operation: 'query-other-6.0' }])).toThrow(refused);
  expect(attempt([signOff])).not.toThrow();
});

test('a sign-off ends with any change of a wire value', () => {
  const path = { value: '/api/other', from: 'official-2025' };
  const data = { contractVersion: 1, operation: 'query-own-6.0', endpoint: { path } };
  const corrected = loadContracts([{ file: 'x.json', text: JSON.stringify(data) }]).get('query-own-6.0');
  expect(() => guard(corrected, production, [signOff])).toThrow('app:notSignedOff');
});

test('nothing assumed needs no sign-off', () => {
  expect(() => guard({ ...contract, assumed: [] }, production, [])).not.toThrow();
});

test('loopback and the listed test hosts are no production; anything else that is not the NHI is refused', () => {
  for (const url of ['https://127.0.0.1:8443/', 'https://medcloudws2t.nhi.gov.tw/']) {
    expect(() => guard(contract, new URL(url), [])).not.toThrow();
  }
  expect(() => guard({ ...contract, assumed: [] }, new URL('https://nhi.example.com/'), [])).toThrow(
    'app:endpointRefused',
  );
});

test('an origin from the configuration keeps the path of the contract', () => {
  expect(urlOf(contract, null).href).toBe('https://medcloudws2.nhi.gov.tw/api/ipr5000/GetOwnReferrals');
  expect(urlOf(contract, 'https://127.0.0.1:8443').href).toBe(
    'https://127.0.0.1:8443/api/ipr5000/GetOwnReferrals',
  );
});
