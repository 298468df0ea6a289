import { FileError } from '../fault/file-error.ts';
import type { Passage } from '../fault/place.ts';
import type { Reading } from '../read/item.ts';
import type { Progress } from '../read/progress.ts';

const QUOTE = 0x22;
const COMMA = 0x2c;
const LF = 0x0a;
const CR = 0x0d;

/** A row at the window's beginning: `bytes` long with its line end, if it has one. */
export interface Row {
  passage: Passage;
  bytes: number;
  cells: Cell[];
  /** The file ends without a line end. */
  isOpen: boolean;
}
/** Indexes of the passage's text, quotes and all. */
export interface Cell {
  text: string;
  from: number;
  to: number;
}

/** The next row, or null where the file ends. None of the four bytes that matter is part of a longer character. */
export function* nextRow(file: Progress): Reading<Row | null> {
  if (!(yield* file.has(1))) return null;
  const end = new RowEnd();
  while (!end.find(file.window.view())) {
    if (file.window.length > file.plan.maxRecordBytes) throw file.fail('app:fileOverLimit');
    if (yield* file.has(file.window.length + 1)) continue;
    if (end.isQuoted) throw file.fail('app:fileTruncated');
    break;
  }
  if (end.at > file.plan.maxRecordBytes) throw file.fail('app:fileOverLimit');
  if (end.broken >= 0) throw brokenAt(file, end.broken);
  const passage = file.passage(end.at);
  return { passage, bytes: end.at, cells: cellsOf(passage.text), isOpen: !end.isDone };
}

function brokenAt(file: Progress, at: number): FileError {
  const passage = file.passage(at);
  const place = file.placeOf(passage, passage.text.length);
  return new FileError('app:fileMalformed', { place, record: file.current });
}

/** Looks for a row's end, byte by byte, and remembers how far it came. */
class RowEnd {
  at = 0;
  isQuoted = false;
  isDone = false;
  /** A quote that ends within a cell, or half a line end. */
  broken = -1;
  /** What the last byte was: a cell may begin, or a quote has closed. */
  #last: 'start' | 'closed' | 'in' = 'start';

  /** False: more bytes are needed. */
  find(bytes: Uint8Array): boolean {
    while (this.at < bytes.length && !this.isDone && this.broken < 0) this.#step(bytes[this.at] ?? 0);
    return this.isDone || this.broken >= 0;
  }

  #step(byte: number): void {
    if (this.isQuoted) this.#inQuotes(byte);
    else if (byte === LF) this.isDone = true;
    else if (this.#isAfterCr) this.broken = this.at;
    else if (byte === QUOTE && this.#last !== 'in') this.#quote();
    else if (byte === COMMA) this.#last = 'start';
    else if (byte === CR) this.#isAfterCr = true;
    else if (this.#last === 'closed') this.broken = this.at;
    else this.#last = 'in';
    this.at++;
  }
  #isAfterCr = false;

  /** At the beginning of a cell; or again after one that closed: then it was a doubled one. */
  #quote(): void {
    this.isQuoted = true;
  }

  #inQuotes(byte: number): void {
    if (byte !== QUOTE) return;
    this.isQuoted = false;
    this.#last = 'closed';
  }
}

function cellsOf(line: string): Cell[] {
  const text = line.replace(/\r?\n?$/, '');
  const cells: Cell[] = [];
  for (let from = 0; from <= text.length; ) {
    const to = text[from] === '"' ? closingQuote(text, from) + 1 : ends(text.indexOf(',', from), text);
    const raw = text.slice(from, to);
    cells.push({ from, to, text: raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw });
    from = to + 1;
  }
  return cells;
}

const ends = (comma: number, text: string) => (comma < 0 ? text.length : comma);

function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at;
  return text.length - 1;
}
