import { fromRoc, toRoc } from './roc-date.ts';
import { addDays, daysBetween, type TaiwanDate } from './taiwan-date.ts';

/**
 * 院所自編序號 as we write it, e.g. `1141124K7QM2D00012`: the ROC day, six characters that one PC drew, the
 * serial of that PC and day, and a check character, so that a number typed from paper is known to be right.
 * Where that is more than the contract leaves room for, day and serial take three characters each: `97KK7QM2D0010`.
 */
export interface NumberParts {
  day: TaiwanDate;
  /** Six of ALPHABET. */
  pc: string;
  /** From 1. */
  serial: number;
}

/** Base 32 without I, L, O and U, which look like others or spell words. */
export const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const PC_CHARACTERS = 6;
const SHORT_DAY = 3;
const SHORT_SERIAL = 3;
const LONG_SERIAL = 4;
const SHORT = SHORT_DAY + PC_CHARACTERS + SHORT_SERIAL + 1;
const LONG_DAY = 7;
const LONG = LONG_DAY + PC_CHARACTERS + LONG_SERIAL + 1;
/** Three characters count 32,768 days from here: until 2089. */
const FIRST_DAY = '2000-01-01' as TaiwanDate;

/** ASCII, at most `room` characters; null where that cannot hold it. Two different parts never give one number. */
export function writeNumber(parts: NumberParts, room: number): string | null {
  const text = [long(parts), short(parts)].find((one) => one !== null && one.length < room);
  return text ? text + checkCharacter(text) : null;
}

/** Grows beyond four digits on a day of ten thousand referrals: day and PC are of fixed length, so it may. */
function long({ day, pc, serial }: NumberParts): string {
  return toRoc(day) + pc + String(serial).padStart(LONG_SERIAL, '0');
}

function short({ day, pc, serial }: NumberParts): string | null {
  const days = base32(daysBetween(FIRST_DAY, day), SHORT_DAY);
  const count = base32(serial, SHORT_SERIAL);
  return days === null || count === null ? null : days + pc + count;
}

/**
 * Reads a number of ours as typed: any case, full width, spaces and dashes, O for 0, I or L for 1. Null where it
 * is not ours or mistyped: the check character finds every wrong character and every two that changed places.
 */
export function readNumber(text: string): NumberParts | null {
  const clean = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  const body = clean.slice(0, -1);
  const ours = /^[0-9A-HJKMNP-TV-Z]{12,}$/.test(body) && checkCharacter(body) === clean.at(-1);
  if (!ours) return null;
  return clean.length === SHORT ? readShort(body) : clean.length >= LONG ? readLong(body) : null;
}

function readLong(body: string): NumberParts | null {
  const day = fromRoc(body.slice(0, LONG_DAY));
  const serial = body.slice(LONG_DAY + PC_CHARACTERS);
  if (day === null || !/^\d{4}$|^[1-9]\d{4,8}$/.test(serial)) return null;
  return { day, pc: body.slice(LONG_DAY, LONG_DAY + PC_CHARACTERS), serial: Number(serial) };
}

function readShort(body: string): NumberParts {
  const day = addDays(FIRST_DAY, fromBase32(body.slice(0, SHORT_DAY)));
  const serial = fromBase32(body.slice(SHORT_DAY + PC_CHARACTERS));
  return { day, pc: body.slice(SHORT_DAY, SHORT_DAY + PC_CHARACTERS), serial };
}

function base32(value: number, width: number): string | null {
  if (value < 0 || value >= ALPHABET.length ** width) return null;
  let text = '';
  for (let rest = value, i = 0; i < width; i++, rest = Math.floor(rest / ALPHABET.length))
    text = ALPHABET.charAt(rest % ALPHABET.length) + text;
  return text;
}

function fromBase32(text: string): number {
  return [...text].reduce((sum, character) => sum * ALPHABET.length + ALPHABET.indexOf(character), 0);
}

/**
 * Reed-Solomon's simplest: a polynomial over GF(32), x⁵ + x² + 1. Each place has a weight of its own up to 31
 * places, hence what `readNumber` promises.
 */
function checkCharacter(text: string): string {
  const times2 = (value: number) => ((value << 1) ^ (value & 16 ? 0b100101 : 0)) & 31;
  const sum = [...text].reduce((state, character) => times2(state ^ ALPHABET.indexOf(character)), 0);
  return ALPHABET.charAt(sum);
}
