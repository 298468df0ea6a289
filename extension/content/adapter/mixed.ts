import { coveredUp } from './judge.ts';
import type { Texts } from './reader.ts';

const WHO = ['id', 'birthDate', 'name', 'chartNo'] as const;

/**
 * Could this be half of one patient and half of the one before? True when some of what identifies a patient is
 * new and some is not. What is empty or masked says nothing.
 */
export function looksMixed(before: Texts, now: Texts): boolean {
  const known = WHO.filter((field) => says(before[field]) && says(now[field]));
  const kept = known.filter((field) => before[field] === now[field]);
  return kept.length > 0 && kept.length < known.length;
}

function says(text: string | null | undefined): boolean {
  return !!text && !coveredUp(text);
}
