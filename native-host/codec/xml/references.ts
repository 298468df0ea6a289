/**
 * The only references that mean anything here: XML's five, and numbers of characters that XML allows. No other
 * entity is known, since none can be declared.
 */
const REFERENCE = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/y;
const ALL = /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([0-9a-fA-F]{1,6}));/g;
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const ENTITY = /&[A-Za-z_:][\w.:-]*;/y;

/** `entity`: names something that only a DTD could declare. `broken`: no reference at all. */
export function referenceFault(text: string, at: number): 'entity' | 'broken' | null {
  REFERENCE.lastIndex = at;
  const match = REFERENCE.exec(text);
  if (match && (match[1] || isChar(codeOf(match[2], match[3])))) return null;
  ENTITY.lastIndex = at;
  return !match && ENTITY.test(text) ? 'entity' : 'broken';
}

/** The text that sound character data stands for. */
export function dereferenced(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(ALL, (_, name?: string, decimal?: string, hex?: string) =>
    name ? (NAMED[name] ?? '') : String.fromCodePoint(codeOf(decimal, hex)),
  );
}

const codeOf = (decimal?: string, hex?: string) =>
  decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? '', 16);

/** XML 1.0, 2.2 Char. */
function isChar(code: number): boolean {
  if (code < 0x20) return code === 9 || code === 10 || code === 13;
  return code < 0xd800 || (code > 0xdfff && code < 0xfffe) || (code > 0xffff && code <= 0x10ffff);
}
