import { describe, expect, it } from 'vitest';
import { labRows, maskedId, maskedName, queueOf, rocDate } from './patient.ts';
import { standInPatients } from './stand-in.ts';

describe('patients of the demo hospital', () => {
  it('masks by characters, rare ones included', () => {
    expect(maskedId('A123456789')).toBe('A12****789');
    expect(maskedName('王小明')).toBe('王○明');
    expect(maskedName('𠮷田由美')).toBe('𠮷○由美');
    expect(maskedName('周杰')).toBe('周○');
  });

  it('writes ROC dates', () => {
    expect(rocDate('1976-03-12', '/')).toBe('065/03/12');
    expect(rocDate('2012-02-29', '')).toBe('1010229');
  });

  it('queues each patient where it belongs, the last three not being seen', () => {
    const [first, ...others] = standInPatients;
    const queue = queueOf([{ ...(first as (typeof others)[0]), his: 'spa' }, ...others], 'frameset');
    expect(queue.map(({ no }) => no)).toEqual(others.map((_, i) => i + 1));
    expect(queue.map(({ state }) => state).slice(-4)).toEqual(['看診中', '已完診', '已完診', '預掛']);
  });

  it('has patients enough, no two alike, and rows as many as asked', () => {
    expect(new Set(standInPatients.map(({ id }) => id)).size).toBeGreaterThanOrEqual(15);
    expect(labRows(1000)).toHaveLength(1000);
    expect(labRows(9)).toEqual(labRows(9));
  });
});
