import { expect, it } from 'vitest';
import { MAX_CHUNK_BYTES, MAX_REQUEST_BYTES, negotiate, OLDEST_PROTOCOL, PROTOCOL } from './version.ts';

it('understands its own number and the one before', () => {
  expect(OLDEST_PROTOCOL).toBe(PROTOCOL - 1);
});

it.each<[string, number, number, number | null]>([
  ['the same build', PROTOCOL, OLDEST_PROTOCOL, PROTOCOL],
  ['one number older', PROTOCOL - 1, PROTOCOL - 2, PROTOCOL - 1],
  ['one number newer', PROTOCOL + 1, PROTOCOL, PROTOCOL],
  ['newer, and no longer understanding us', PROTOCOL + 2, PROTOCOL + 1, null],
  ['older than we understand', OLDEST_PROTOCOL - 1, 0, null],
])('with %s', (_, theirs, theirOldest, spoken) => {
  expect(negotiate(theirs, theirOldest)).toBe(spoken);
});

it('keeps a chunk below what a browser takes from a host, even where every byte is escaped', () => {
  expect(MAX_CHUNK_BYTES * 2).toBeLessThanOrEqual(1024 * 1024);
  expect(MAX_REQUEST_BYTES).toBeLessThanOrEqual(64 * 1024 * 1024);
});
