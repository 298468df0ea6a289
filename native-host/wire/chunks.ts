import type { HostFrame } from '../../shared/protocol/envelope.ts';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { MAX_CHUNK_BYTES } from '../../shared/protocol/version.ts';

/** Room for the envelope round a chunk: id, numbers, braces. */
const ENVELOPE_BYTES = 256;

/**
 * The frames that carry one answer, each at most MAX_CHUNK_BYTES as it stands on the wire: a piece is quoted
 * once more there, so its escapes are counted. Throws `wire:tooLarge` where the message may not be cut.
 */
export function answerFrames(id: string, body: unknown, chunked: boolean): HostFrame[] {
  const text = JSON.stringify(body) ?? 'null';
  if (Buffer.byteLength(text) <= MAX_CHUNK_BYTES - ENVELOPE_BYTES) return [{ id, ok: true, body }];
  if (!chunked) throw new CodedError('wire:tooLarge');
  const pieces = cut(text, MAX_CHUNK_BYTES - ENVELOPE_BYTES);
  return pieces.map((piece, index) => ({ id, chunk: { index, of: pieces.length, text: piece } }));
}

/** Cuts between characters, never inside one. */
function cut(text: string, maxBytes: number): string[] {
  const pieces: string[] = [];
  let start = 0;
  let bytes = 0;
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    const cost = costOf(code);
    if (bytes + cost > maxBytes) {
      pieces.push(text.slice(start, at));
      start = at;
      bytes = 0;
    }
    bytes += cost;
    at += code > 0xffff ? 2 : 1;
  }
  return [...pieces, text.slice(start)];
}

/** UTF-8 bytes of one character of JSON text, quoted again. JSON text itself holds no control characters. */
function costOf(code: number): number {
  if (code === 0x22 || code === 0x5c) return 2;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code > 0xffff ? 4 : 3;
}
