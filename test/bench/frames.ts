import type { Readable } from 'node:stream';

/** One native messaging frame: length (u32, little-endian here as on every PC of ours) and JSON. */
export function frameOf(value: object): Buffer {
  const body = Buffer.from(JSON.stringify(value));
  const head = Buffer.alloc(4);
  head.writeUInt32LE(body.length);
  return Buffer.concat([head, body]);
}

interface Frame {
  id?: string;
  ok?: boolean;
}

/** Reads a host's frames, one after the other. */
export class FrameReader {
  readonly #frames: AsyncGenerator<Frame>;

  constructor(stream: Readable) {
    this.#frames = framesOf(stream);
  }

  /** Throws when the host ended instead. */
  async next(): Promise<Frame> {
    const { value, done } = await this.#frames.next();
    if (done) throw new Error('The host ended.');
    return value;
  }

  /** The answer to one request; throws when it is an error. */
  async answer(id: string): Promise<void> {
    for (;;) {
      const frame = await this.next();
      if (frame.id !== id) continue;
      if (!frame.ok) throw new Error(JSON.stringify(frame));
      return;
    }
  }
}

async function* framesOf(stream: Readable): AsyncGenerator<Frame> {
  let kept = Buffer.alloc(0);
  for await (const data of stream) {
    kept = Buffer.concat([kept, data as Buffer]);
    while (kept.length >= 4 && kept.length >= 4 + kept.readUInt32LE(0)) {
      const size = 4 + kept.readUInt32LE(0);
      yield JSON.parse(kept.subarray(4, size).toString()) as Frame;
      kept = kept.subarray(size);
    }
  }
}
