import { expect, it } from 'vitest';
import { big5 } from './big5/big5.ts';
import listed from './variants.json' with { type: 'json' };
import { variantsOf } from './variants.ts';

const pairs = listed.relations.flatMap(({ pairs }) => pairs.flatMap((line) => line.split(' ')));
const texts = (char: string) => variantsOf(char).map(({ text }) => text);

it('every variant can be written, and every character that has one cannot', () => {
  expect(pairs.length).toBeGreaterThan(5_000);
  for (const pair of pairs) {
    const [char = '', variant = '', ...rest] = pair;
    expect([pair, rest, big5.unmappable(char).length, big5.unmappable(variant)]).toEqual([pair, [], 1, []]);
  }
});

it.each([
  ['峯', '峰'],
  ['堃', '坤'],
  ['喆', '哲'],
  ['羣', '群'],
  ['栢', '柏'],
  ['菓', '果'],
  ['温', '溫'],
  ['𠮷', '吉'],
  ['吴', '吳'],
  ['刘', '劉'],
  ['双', '雙'],
  ['瑶', '瑤'],
  ['•', '‧'],
  ['\uf9b4', '領'],
  ['①', '1'],
  ['\u00a0', ' '],
  ['ﬁ', 'fi'],
  ['･', '‧'],
])('%s may be written as %s', (char, variant) => {
  expect(texts(char)[0]).toBe(variant);
});

it.each([...'煊彣㛢ｱé'])('%s is left to a person', (char) => {
  expect(texts(char)).toEqual([]);
});

it('no variant is offered twice', () => {
  for (const [char = ''] of pairs) expect(new Set(texts(char)).size).toBe(texts(char).length);
});
