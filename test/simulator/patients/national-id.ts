import type { Random } from './random.ts';

/** How the second place is written: citizens 1/2, residents since 2021 8/9, older residents a letter. */
export type IdKind = 'citizen' | 'resident' | 'oldResident';

/** Each letter's number, as the household registration counts them: not in the order of the alphabet. */
// biome-ignore format: a table reads best as a table
const LETTER_NUMBERS: Record<string, number> = {
  A: 10, B: 11, C: 12, D: 13, E: 14, F: 15, G: 16, H: 17, I: 34, J: 18, K: 19, L: 20, M: 21,
  N: 22, O: 35, P: 23, Q: 24, R: 25, S: 26, T: 27, U: 28, V: 29, W: 32, X: 30, Y: 31, Z: 33,
};

const SECOND: Record<IdKind, { M: readonly string[]; F: readonly string[] }> = {
  citizen: { M: ['1'], F: ['2'] },
  resident: { M: ['8'], F: ['9'] },
  oldResident: { M: ['A', 'C'], F: ['B', 'D'] },
};

/** An ID of the right shape and with the right last digit. */
export function makeId(random: Random, kind: IdKind, sex: 'M' | 'F'): string {
  const head = random.pick(Object.keys(LETTER_NUMBERS)) + random.pick(SECOND[kind][sex]);
  const body = Array.from({ length: 7 }, () => random.below(10)).join('');
  return `${head}${body}${checkDigit(head + body)}`;
}

/** The same ID with a last digit that cannot be right, as newborn and temporary IDs have. */
export function breakChecksum(id: string): string {
  return id.slice(0, 9) + ((Number(id[9]) + 3) % 10);
}

export function checksumIsRight(id: string): boolean {
  return /^[A-Z][0-9A-D]\d{8}$/.test(id) && checkDigit(id.slice(0, 9)) === Number(id[9]);
}

/** The digit that brings the weighted sum of all places to a multiple of ten. */
function checkDigit(nine: string): number {
  const area = LETTER_NUMBERS[nine[0] ?? ''] ?? 0;
  let sum = Math.floor(area / 10) + (area % 10) * 9;
  for (let place = 1; place < 9; place += 1) sum += digitAt(nine, place) * (9 - place);
  return (10 - (sum % 10)) % 10;
}

function digitAt(text: string, place: number): number {
  const letter = LETTER_NUMBERS[text[place] ?? ''];
  return letter === undefined ? Number(text[place]) : letter % 10;
}
