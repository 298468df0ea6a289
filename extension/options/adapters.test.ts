import { expect, test, vi } from 'vitest';
import { readAdapter } from './adapters.ts';

vi.mock('webextension-polyfill', () => ({ default: {} }));

const adapter = {
  adapter: 1,
  id: 'ward',
  title: '病房',
  match: { origins: ['https://his.example'] },
  ready: { css: '#ready' },
  fields: { id: [{ by: 'css', css: '#id' }] },
};

test('an adapter file is read', () => {
  expect(readAdapter(JSON.stringify(adapter))).toMatchObject({ id: 'ward' });
});

test.each([
  ['{', { kind: 'json' }],
  [
    JSON.stringify({ ...adapter, fields: { id: [{ by: 'css', css: '' }] } }),
    { kind: 'field', field: 'fields.id.0.css' },
  ],
  [JSON.stringify({ ...adapter, feilds: {} }), { kind: 'field', field: 'feilds' }],
  [JSON.stringify({ ...adapter, match: { origins: ['*'] } }), { kind: 'field', field: 'match.origins.0' }],
  ['null', { kind: 'field', field: '.' }],
])('a fault names its field: %s', (text, fault) => {
  expect(readAdapter(text)).toMatchObject(fault);
});
