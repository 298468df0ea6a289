import { type Item, MORE, type Reading } from './item.ts';
import type { Window } from './window.ts';

/** A reading of a file that is all there. */
export function* itemsOf(reading: Reading): Generator<Item, void, void> {
  for (const item of reading) if (item !== MORE) yield item;
}

/** A reading of a file that comes in pieces, cut anywhere; no more is asked for than is needed to go on. */
export async function* itemsFrom(
  reading: Reading,
  window: Window,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Item, void, void> {
  const source = pieces[Symbol.asyncIterator]();
  try {
    for (let next = reading.next(); !next.done; next = reading.next()) {
      if (next.value !== MORE) {
        yield next.value;
        continue;
      }
      const piece = await source.next();
      if (piece.done) window.ended = true;
      else window.append(piece.value);
    }
  } finally {
    await source.return?.();
  }
}
