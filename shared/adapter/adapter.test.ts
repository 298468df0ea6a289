import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { AdapterSchema, VisitWaySchema, WaySchema } from './adapter.ts';

const smallest = {
  adapter: 1,
  id: 'a',
  title: 'A',
  match: { origins: ['http://127.0.0.1:*'] },
  ready: { css: 'form' },
  fields: { id: [{ by: 'label', label: '身分證號' }] },
};
const rows = { by: 'rows', css: 'tr.diagnosis', cells: ['td:nth-child(2)', 'td:nth-child(3)'] };

describe('adapter', () => {
  it('accepts the smallest adapter and fills the defaults', () => {
    const adapter = v.parse(AdapterSchema, smallest);
    expect(adapter.match.frames).toBe('any');
    expect(v.parse(WaySchema, { by: 'css', css: '#id' })).toMatchObject({ read: 'text' });
  });

  it('refuses a key that it does not know', () => {
    expect(v.is(AdapterSchema, { ...smallest, readdy: { css: 'form' } })).toBe(false);
  });

  it('reads lists of the visit row by row, but never an identity', () => {
    expect(v.parse(VisitWaySchema, rows)).toMatchObject({ by: 'rows', read: 'text' });
    expect(v.is(WaySchema, rows)).toBe(false);
    expect(v.is(AdapterSchema, { ...smallest, visit: { diagnoses: [rows] } })).toBe(true);
    expect(v.is(AdapterSchema, { ...smallest, fields: { id: [rows] } })).toBe(false);
  });
});
