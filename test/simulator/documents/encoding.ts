import { Unreadable } from './fault.ts';

export type Encoding = 'Big5' | 'UTF-8';

/** The text of a file. Throws `Unreadable` for a byte that the encoding has no meaning for, and for any mark. */
export function textOf(bytes: Uint8Array, encoding: Encoding): string {
  if (encoding === 'Big5' && !isPaired(bytes)) throw new Unreadable('encoding');
  const text = decoded(bytes, encoding);
  if (text.startsWith('\ufeff')) throw new Unreadable('encoding');
  return text;
}

function decoded(bytes: Uint8Array, encoding: Encoding): string {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Unreadable('encoding');
  }
}

/**
 * One byte of ASCII, or a lead byte and its trail; ICU, which reads for node, also takes 80 and FF for
 * characters. User-defined codes (81–A0, C6A1–C8FE, FA–FE) are as good as any: to ICU they are private use.
 */
function isPaired(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) {
    const lead = bytes[at] ?? 0;
    if (lead < 0x80) continue;
    const trail = bytes[++at] ?? 0;
    const isTrail = (trail >= 0x40 && trail <= 0x7e) || (trail >= 0xa1 && trail <= 0xfe);
    if (lead === 0x80 || lead === 0xff || !isTrail) return false;
  }
  return true;
}

/** Bytes of a text that came in the encoding. */
export function byteLength(text: string, encoding: Encoding): number {
  if (encoding === 'UTF-8') return Buffer.byteLength(text);
  let bytes = 0;
  for (const char of text) bytes += char < '\x80' ? 1 : 2;
  return bytes;
}
