/** What of a patient arrives when, in milliseconds after the empty header is drawn. */
export interface Delays {
  name: number;
  id: number;
  visit: number;
}

/**
 * `?late=60,120,180` sets the three delays; `?late=random,SEED,MAX` draws them anew for each patient, the same
 * for the same seed. Kept for as long as the document lives, whatever the route.
 */
export function delaySource(query: URLSearchParams): () => Delays {
  const [first = '60', second = '120', third = '180'] = (query.get('late') ?? '').split(',').filter(Boolean);
  if (first === 'random') return randomDelays(Number(second), Number(third));
  return () => ({ name: Number(first), id: Number(second), visit: Number(third) });
}

function randomDelays(seed: number, max: number): () => Delays {
  let state = seed >>> 0;
  // Numerical Recipes' linear congruential generator: short, and good enough to shuffle delays.
  const draw = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * max);
  };
  return () => ({ name: draw(), id: draw(), visit: draw() });
}

export const wait = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));
