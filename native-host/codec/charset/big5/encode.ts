import { UnmappableError } from '../faults.ts';
import { CODE_OF } from './table.ts';
import { big5Unmappable } from './unmappable.ts';

/** Throws `UnmappableError` naming every character that Big5 does not have. */
export function encodeBig5(text: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(text.length * 2);
  let n = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      bytes[n++] = unit;
      continue;
    }
    const code = CODE_OF[unit] as number;
    if (code === 0) throw new UnmappableError(big5Unmappable(text));
    bytes[n++] = code >> 8;
    bytes[n++] = code & 0xff;
  }
  return bytes.slice(0, n);
}

/** 1 for ASCII, 2 for any other character, also for one beyond Unicode's first plane, which has no code. */
export function big5Length(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    length += unit < 0x80 ? 1 : 2;
    if (unit >= 0xd800 && isPair(unit, text.charCodeAt(i + 1))) i++;
  }
  return length;
}

const isPair = (high: number, low: number) => (high & 0xfc00) === 0xd800 && (low & 0xfc00) === 0xdc00;
