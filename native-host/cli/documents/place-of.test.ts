import { describe, expect, it } from 'vitest';
import { shipped } from '../../../test/codec/documents.ts';
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

  it('names nothing for the file itself, for what is not there, and for what has a place', () => {
    expect([at(-1, ''), at(2, 'summary')]).toEqual([null, null]);
    const placed = { line: 9, column: 9, byte: 9 };
    expect(place({ code: 'icdShape', severity: 'error', record: 0, key: '', place: placed }).place).toBe(
      placed,
    );
  });
});
