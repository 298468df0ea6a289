/** Well-formed UTF-8 (Unicode 15, table 3-7): how many bytes a lead wants, and what the second one may be. */
function shapeOf(lead: number): { wanted: number; low: number; high: number } | null {
  if (lead < 0x80) return { wanted: 1, low: 0, high: 0 };
  if (lead < 0xc2 || lead > 0xf4) return null;
  if (lead < 0xe0) return { wanted: 2, low: 0x80, high: 0xbf };
  if (lead < 0xf0) return { wanted: 3, low: lead === 0xe0 ? 0xa0 : 0x80, high: lead === 0xed ? 0x9f : 0xbf };
  return { wanted: 4, low: lead === 0xf0 ? 0x90 : 0x80, high: lead === 0xf4 ? 0x8f : 0xbf };
}

export interface Sequence {
  /** Bytes of the character; of an invalid one, as many as could have begun a character. */
  length: number;
  valid: boolean;
  /** What the lead byte asks for. */
  wanted: number;
}

/** The character at `at`, or what stands there instead of one. */
export function sequenceAt(bytes: Uint8Array, at: number): Sequence {
  const shape = shapeOf(bytes[at] ?? 0);
  if (!shape) return { length: 1, valid: false, wanted: 1 };
  const { wanted, low, high } = shape;
  let length = 1;
  while (length < wanted) {
    const byte = bytes[at + length] ?? 0;
    const fits = length === 1 ? byte >= low && byte <= high : byte >= 0x80 && byte <= 0xbf;
    if (!fits) return { length, valid: false, wanted };
    length++;
  }
  return { length, valid: true, wanted };
}
