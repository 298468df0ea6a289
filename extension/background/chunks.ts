import { CodedError } from '../../shared/protocol/errors/codes.ts';

/** Puts a long answer together again. Chunks come in order, or the answer is not one. */
export class ChunkBuffer {
  readonly #pieces: string[] = [];

  /** The whole JSON value once the last piece is in; undefined before. Throws `wire:badFrame`. */
  add(chunk: { index: number; of: number; text: string }): unknown {
    if (chunk.index !== this.#pieces.length) throw new CodedError('wire:badFrame', 'chunk.index');
    this.#pieces.push(chunk.text);
    return this.#pieces.length === chunk.of ? JSON.parse(this.#pieces.join('')) : undefined;
  }
}
