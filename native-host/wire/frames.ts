import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { MAX_REQUEST_BYTES } from '../../shared/protocol/version.ts';

/** A message as it came, or why it could not be read. After `lost` nothing further makes sense. */
export type Incoming = { ok: true; value: unknown } | { ok: false; error: CodedError; lost: boolean };

const HEADER_BYTES = 4;
/** Chromium lets no longer message through, so a longer one means that the lengths are out of step. */
const BROWSER_MAX_BYTES = 64 * 1024 * 1024;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Native messaging: u32 little-endian length, then that many bytes of UTF-8 JSON. */
export function encodeFrame(value: object): Buffer {
  const body = Buffer.from(JSON.stringify(value), 'utf8');
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt32LE(body.length);
  return Buffer.concat([header, body]);
}

/** Puts frames together from a stream that cuts them anywhere. Holds one request at most. */
export class FrameReader {
  #parts: Buffer[] = [];
  #held = 0;
  /** Bytes of a message that was too large, still to be passed over. */
  #skip = 0;
  #lost = false;

  *push(chunk: Buffer): Generator<Incoming> {
    this.#hold(this.#pass(chunk));
    while (!this.#lost && this.#held >= HEADER_BYTES) {
      const length = this.#peek(HEADER_BYTES).readUInt32LE();
      if (length > MAX_REQUEST_BYTES) yield this.#refuse(length);
      else if (this.#held < HEADER_BYTES + length) return;
      else yield read(this.#take(HEADER_BYTES + length).subarray(HEADER_BYTES));
    }
  }

  #refuse(length: number): Incoming {
    this.#lost = length > BROWSER_MAX_BYTES;
    this.#skip = length;
    this.#take(HEADER_BYTES);
    const rest = this.#take(this.#held);
    this.#hold(this.#pass(rest));
    return { ok: false, error: new CodedError('wire:tooLarge'), lost: this.#lost };
  }

  #pass(chunk: Buffer): Buffer {
    const passed = Math.min(this.#skip, chunk.length);
    this.#skip -= passed;
    return chunk.subarray(passed);
  }

  #hold(bytes: Buffer): void {
    if (bytes.length === 0) return;
    this.#parts.push(bytes);
    this.#held += bytes.length;
  }

  /** The first bytes, joined: only when enough are held, so that a slow drip costs nothing. */
  #peek(count: number): Buffer {
    const first = this.#parts[0];
    if (first && first.length >= count) return first;
    const all = Buffer.concat(this.#parts);
    this.#parts = [all];
    return all;
  }

  #take(count: number): Buffer {
    if (count === 0) return Buffer.alloc(0);
    const all = this.#peek(count);
    this.#parts[0] = all.subarray(count);
    this.#held -= count;
    return all.subarray(0, count);
  }
}

function read(body: Buffer): Incoming {
  try {
    return { ok: true, value: JSON.parse(utf8.decode(body)) };
  } catch {
    return { ok: false, error: new CodedError('wire:badFrame'), lost: false };
  }
}
