import { describe, expect, it } from 'vitest';
import { shipped } from '../../../test/codec/documents.ts';
import { big5 } from '../../codec/charset/big5/big5.ts';
import { placing } from './place-of.ts';

const ETA = shipped('eta.document');
const TEXT = `<?xml version="1.0"?>
<IPR>
<ETA><d1>a</d1></ETA>
<ETA><c2>x</c2>
  <d2><e1>1</e1></d2><d2><e1>2</e1><e2>250</e2></d2>
</ETA></IPR>`;
const place = placing(ETA, new TextEncoder().encode(TEXT));
const at = (record: number, key: string) => {
  const found = place({ code: 'icdShape', severity: 'error', record, key }).place;
  return found ? [found.line, found.column] : null;
};

describe('placing', () => {
  it('finds the element of a key, in its record and in its entry of a group', () => {
    expect(at(0, 'summary')).toEqual([3, 6]);
    expect(at(1, 'diagnoses[1].code')).toEqual([5, 36]);
    expect(at(1, 'diagnoses')).toEqual([5, 3]);
  });

  it('names the record where the element is missing or unknown', () => {
    expect(at(1, 'summary')).toEqual([4, 1]);
    expect(at(1, '')).toEqual([4, 1]);
  });

  it('counts characters and bytes of the charset, wherever a record begins', () => {
    const text = '<IPR><ETA><d1>病情</d1></ETA><ETA><d1>摘\n要</d1><d2><e2>1</e2></d2></ETA></IPR>';
    const one = placing(ETA, big5.encode(text));
    const problem = { code: 'icdShape', severity: 'error', record: 1 } as const;
    expect([
      one({ ...problem, key: 'summary' }).place,
      one({ ...problem, key: 'diagnoses[0].code' }).place,
    ]).toEqual([
      { line: 1, column: 33, byte: 34 },
      { line: 2, column: 11, byte: 52 },
    ]);
  });

  it('takes no longer for a problem far down than for one at the top', () => {
    const record = `<ETA><d1>${'病'.repeat(1000)}</d1></ETA>`;
    const records = 1500;
    const many = placing(ETA, big5.encode(`<IPR>${record.repeat(records)}</IPR>`));
    const start = performance.now();
    for (let i = 0; i < records; i++)
      many({ code: 'icdShape', severity: 'error', record: i, key: 'summary' });
    const perRecord = (performance.now() - start) / records;
    const few = placing(ETA, big5.encode(`<IPR>${record.repeat(50)}</IPR>`));
    const early = performance.now();
    for (let i = 0; i < 50; i++) few({ code: 'icdShape', severity: 'error', record: i, key: 'summary' });
    // Searching from the top each time costs 30 times as much here; a busy machine does not.
    expect(perRecord).toBeLessThan(6 * Math.max(0.05, (performance.now() - early) / 50));
  });

  it('names nothing for the file itself, for what is not there, and for what has a place', () => {
    expect([at(-1, ''), at(2, 'summary')]).toEqual([null, null]);
    const placed = { line: 9, column: 9, byte: 9 };
    expect(place({ code: 'icdShape', severity: 'error', record: 0, key: '', place: placed }).place).toBe(
      placed,
    );
  });
});
