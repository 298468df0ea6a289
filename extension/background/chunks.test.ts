import { expect, test } from 'vitest';
import { ChunkBuffer } from './chunks.ts';

test('pieces make the whole, and only the last one ends it', () => {
  const buffer = new ChunkBuffer();
  expect(buffer.add({ index: 0, of: 2, text: '{"a":' })).toBeUndefined();
  expect(buffer.add({ index: 1, of: 2, text: '1}' })).toEqual({ a: 1 });
});

test('a piece out of order is not an answer', () => {
  const buffer = new ChunkBuffer();
  expect(() => buffer.add({ index: 1, of: 2, text: '' })).toThrow('wire:badFrame');
});
