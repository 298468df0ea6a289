import { randomInt } from 'node:crypto';
import type { Characters } from '../../../shared/domain/samples/people.ts';
import type { Given } from '../command.ts';
import { misused } from '../contract/named.ts';
import type { MadeUp } from './made-up.ts';

export const SAMPLE_OPTIONS = {
  count: { type: 'string' },
  seed: { type: 'string' },
  names: { type: 'string' },
  out: { type: 'string' },
} as const;

const CHARACTERS: readonly Characters[] = ['plain', 'userDefined', 'unmappable'];
const MOST_RECORDS = 100_000;
const SEEDS = 2 ** 31;

/** How many, which ones, with what names. Throws `wire:badRequest` for an option that says neither. */
export function sampleWishes({ count, seed, names = 'userDefined' }: Given['values']): MadeUp {
  const characters = CHARACTERS.find((one) => one === names);
  if (!characters) throw misused('--names');
  return {
    count: numberOf(count, MOST_RECORDS, '--count') ?? 1,
    seed: numberOf(seed, SEEDS, '--seed') ?? randomInt(SEEDS),
    characters,
  };
}

function numberOf(text: unknown, most: number, option: string): number | null {
  if (text === undefined) return null;
  const number = Number(text);
  if (typeof text !== 'string' || !/^\d+$/.test(text) || number > most) throw misused(option);
  return number;
}
