import { expect, test } from 'vitest';
import type { LogEntry } from '../log/entry.ts';
import { phaseClock } from './phases.ts';

test('each phase is logged once, when the call has ended', () => {
  const written: LogEntry[] = [];
  const clock = phaseClock({ write: (entry) => written.push(entry) }, 'badge.lookup');
  clock.enter('signing');
  clock.enter('asking');
  expect(written).toEqual([]);
  clock.end();
  clock.end();
  expect(written.map(({ phase, message }) => [phase, message])).toEqual([
    ['signing', 'badge.lookup'],
    ['asking', 'badge.lookup'],
  ]);
  expect(written.every(({ ms }) => typeof ms === 'number' && ms >= 0)).toBe(true);
});
