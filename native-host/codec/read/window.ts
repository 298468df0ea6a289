/** The bytes of a file that came and were not read yet. Indexes count from the first of them. */
export class Window {
  #bytes: Buffer;
  #from = 0;
  #to: number;
  /** No more will come. */
  ended: boolean;

  /** A whole file, or the beginning of one. */
  constructor(bytes: Uint8Array = new Uint8Array(0), ended = false) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#to = bytes.length;
    this.ended = ended;
  }

  get length(): number {
    return this.#to - this.#from;
  }

  append(chunk: Uint8Array): void {
    if (this.#to + chunk.length > this.#bytes.length) this.#makeRoom(chunk.length);
    this.#bytes.set(chunk, this.#to);
    this.#to += chunk.length;
  }

  /** What is there to be looked at; valid until the next `append`. */
  view(from = 0, to = this.length): Buffer {
    return this.#bytes.subarray(this.#from + from, this.#from + Math.min(to, this.length));
  }

  at(index: number): number {
    return index < this.length ? (this.#bytes[this.#from + index] ?? -1) : -1;
  }

  /** `what`: as bytes, one a character. */
  indexOf(what: string, from: number): number {
    return this.view().indexOf(what, from, 'latin1');
  }

  drop(count: number): void {
    this.#from += count;
  }

  /** What was read makes room first; an element longer than the buffer doubles it. */
  #makeRoom(more: number): void {
    const { length } = this;
    const old = this.view();
    const room = length + more > this.#bytes.length ? Buffer.allocUnsafe(2 * (length + more)) : this.#bytes;
    room.set(old);
    this.#bytes = room;
    this.#from = 0;
    this.#to = length;
  }
}
