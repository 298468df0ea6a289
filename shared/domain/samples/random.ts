/** Where chance comes from: seeded for the command line, fast-check's in tests. */
export interface Random {
  /** A whole number, both ends included. */
  int(min: number, max: number): number;
}

/** Mulberry32: small, even enough for samples, and the same everywhere. Not for secrets. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { int: (min, max) => min + Math.floor(next() * (max - min + 1)) };
}

export function pick<T>(random: Random, from: readonly [T, ...T[]]): T {
  return from[random.int(0, from.length - 1)] ?? from[0];
}

/** True once in `n`. */
export const once = (random: Random, n: number): boolean => random.int(1, n) === 1;

export function digits(random: Random, count: number): string {
  return Array.from({ length: count }, () => random.int(0, 9)).join('');
}
