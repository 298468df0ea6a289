/**
 * Big5 as the web reads it (WHATWG), level 1 and 2 hanzi and the symbols before them. HKSCS and user-defined
 * rows are left out: a Taiwanese server never writes those.
 */
const BYTES = new Map<string, number>();

function learn(firstLead: number, lastLead: number): void {
  const decoder = new TextDecoder('big5', { fatal: true });
  for (let lead = firstLead; lead <= lastLead; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail > 0x7e && trail < 0xa1) continue;
      const char = decode(decoder, lead, trail);
      if (char !== null && !BYTES.has(char)) BYTES.set(char, (lead << 8) | trail);
    }
  }
}

function decode(decoder: TextDecoder, lead: number, trail: number): string | null {
  try {
    const char = decoder.decode(Uint8Array.of(lead, trail));
    return [...char].length === 1 && (char.codePointAt(0) ?? 0) < 0xe000 ? char : null;
  } catch {
    return null;
  }
}

learn(0xa1, 0xa3);
learn(0xa4, 0xc6);
learn(0xc9, 0xf9);

/** Big5 bytes of an HTML text; what Big5 does not have becomes a numeric entity, as a HIS of that age does. */
export function big5(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    const pair = BYTES.get(char);
    if (code < 0x80) bytes.push(code);
    else if (pair !== undefined) bytes.push(pair >> 8, pair & 0xff);
    else bytes.push(...new TextEncoder().encode(`&#${code};`));
  }
  return Uint8Array.from(bytes);
}
