import cp950 from './cp950.json' with { type: 'json' };

/**
 * cp950 as Windows in Taiwan writes it, and the user-defined codes where Windows puts them into Unicode's private
 * use area. Two bytes each: lead 81–FE, trail 40–7E or A1–FE.
 */
const EUDC = [
  { first: 0xfa, last: 0xfe, from: 0, unicode: 0xe000 },
  { first: 0x8e, last: 0xa0, from: 0, unicode: 0xe311 },
  { first: 0x81, last: 0x8d, from: 0, unicode: 0xeeb8 },
  { first: 0xc6, last: 0xc8, from: 63, unicode: 0xf6b1 },
];

/** Two codes, one character: where cp950 has a character twice, Windows writes the one on the right. */
const TWINS: ReadonlyMap<number, number> = new Map(
  Object.entries(cp950.twins).map(([read, written]) => [
    Number.parseInt(read, 16),
    Number.parseInt(written, 16),
  ]),
);

const LOW_TRAILS = 63;
export const TRAILS = 157;
const HOLE = 0xfffd;

/** UTF-16 unit of a code, by `(lead & 0x7F) << 8 | trail`; 0 where there is no such code. */
export const UNIT_OF = new Uint16Array(0x8000);
/** Code of a UTF-16 unit above ASCII; 0 where there is none. */
export const CODE_OF = new Uint16Array(0x10000);

export const isLead = (byte: number) => byte >= 0x81 && byte <= 0xfe;
export const isTrail = (byte: number) => (byte >= 0x40 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xfe);

/** 0 where Big5 has no such character, and for ASCII. */
export const big5CodeOf = (char: string) => (char.length === 1 ? (CODE_OF[char.charCodeAt(0)] ?? 0) : 0);

const trailOf = (n: number) => (n < LOW_TRAILS ? 0x40 + n : 0xa1 + n - LOW_TRAILS);

function enter(lead: number, n: number, unit: number): void {
  const code = (lead << 8) | trailOf(n);
  UNIT_OF[code & 0x7fff] = unit;
  if (!TWINS.has(code)) CODE_OF[unit] = code;
}

function enterRow(lead: number, row: string): void {
  for (let n = 0; n < row.length; n++) {
    const unit = row.charCodeAt(n);
    if (unit !== HOLE) enter(lead, n, unit);
  }
}

function enterUserDefined({ first, last, from, unicode }: (typeof EUDC)[number]): void {
  let unit = unicode;
  for (let lead = first; lead <= last; lead++) {
    for (let n = lead === first ? from : 0; n < TRAILS; n++) enter(lead, n, unit++);
  }
}

for (const [lead, row] of Object.entries(cp950.rows)) enterRow(Number.parseInt(lead, 16), row);
for (const range of EUDC) enterUserDefined(range);
