import type { ErrorKey } from '../../../shared/protocol/errors/codes.ts';
import { FileError } from '../fault/file-error.ts';
import type { Passage } from '../fault/place.ts';
import type { Reading } from '../read/item.ts';
import type { Progress } from '../read/progress.ts';
import { Markup, type MarkupFault } from './markup.ts';
import { scan } from './scan.ts';
import { MOST_CHARACTERS } from './tag.ts';

/** An element of the file's first level, scanned; `bytes` long, at the window's beginning. */
export interface TopElement {
  /** One byte a character. */
  name: string;
  passage: Passage;
  bytes: number;
  hasAttributes: boolean;
}

/** End tags of an element's own name that stand in its comments and CDATA; more are an attack on our time. */
const MOST_FALSE_ENDS = 16;

/** Behind blanks; false: the file ends with them. */
export function* skipBlanks(file: Progress): Reading<boolean> {
  while (yield* file.has(1)) {
    const bytes = file.window.view();
    let count = 0;
    while (count < bytes.length && isBlank(bytes[count])) count++;
    file.pass({ text: bytes.toString('latin1', 0, count), from: file.place, kept: [] }, count);
    if (file.window.length > 0) return true;
  }
  return false;
}

const isBlank = (byte: number | undefined) => byte === 32 || byte === 10 || byte === 13 || byte === 9;

/** Behind a comment at the window's beginning; false: there is none. */
export function* skipComment(file: Progress): Reading<boolean> {
  if (!(yield* startsWith(file, '<!--'))) return false;
  const end = (yield* find(file, '-->', 4)) + 3;
  const passage = file.passage(end);
  const dashes = passage.text.indexOf('--', 4);
  if (dashes !== passage.text.length - 3) throw faultIn(file, passage, 'malformed', dashes);
  file.pass(passage, end);
  return true;
}

/** The end of the tag at the window's beginning: its `>` outside of quotes. */
export function* tagEnd(file: Progress): Reading<number> {
  let quote = 0;
  for (let at = 1; at < MOST_CHARACTERS; at++) {
    if (!(yield* file.has(at + 1))) throw file.fail('app:fileTruncated');
    const byte = file.window.at(at);
    if (quote !== 0) quote = byte === quote ? 0 : quote;
    else if (byte === 0x3e) return at + 1;
    else if (byte === 0x22 || byte === 0x27) quote = byte;
    else if (byte === 0x3c) break;
  }
  throw file.fail('app:fileMalformed');
}

/** One byte a character. */
export const tagName = (file: Progress, end: number): string =>
  file.window
    .view(1, end)
    .toString('latin1')
    .split(/[\s/>]/, 1)[0] ?? '';

/** The element at the window's beginning, however long; it stays there until it is passed. */
export function* nextElement(file: Progress): Reading<TopElement> {
  const opened = yield* tagEnd(file);
  const name = tagName(file, opened);
  file.current = name === file.plan.document.record?.value ? file.records : -1;
  let bytes = file.window.at(opened - 2) === 0x2f ? opened : yield* closingEnd(file, name, opened);
  for (let tries = 0; tries < MOST_FALSE_ENDS; tries++) {
    const passage = file.passage(bytes);
    const { open, hasAttributes } = scanned(file, passage);
    if (!open) return { name, passage, bytes, hasAttributes };
    const from = open.until === '' ? bytes : yield* find(file, open.until, bytes);
    bytes = yield* closingEnd(file, name, from);
  }
  throw file.fail('app:fileOverLimit');
}

function scanned(file: Progress, passage: Passage) {
  try {
    return scan(passage.text);
  } catch (thrown) {
    throw thrown instanceof Markup ? faultIn(file, passage, thrown.fault, thrown.index) : thrown;
  }
}

const KEYS: Record<MarkupFault, ErrorKey> = {
  malformed: 'app:fileMalformed',
  forbidden: 'app:fileForbidden',
  tooDeep: 'app:fileOverLimit',
};

export function faultIn(file: Progress, passage: Passage, fault: MarkupFault, index: number): FileError {
  return new FileError(KEYS[fault], { place: file.placeOf(passage, index), record: file.current });
}

/** Behind the next `</name>` from `from` on. */
function* closingEnd(file: Progress, name: string, from: number): Reading<number> {
  let at = from;
  for (;;) {
    at = (yield* find(file, `</${name}`, at)) + name.length + 2;
    while ((yield* file.has(at + 1)) && isBlank(file.window.at(at))) at++;
    if (file.window.at(at) === 0x3e) return at + 1;
  }
}

/** Where `what` begins. Throws where the file ends before it, or the element is longer than any of the contract. */
function* find(file: Progress, what: string, from: number): Reading<number> {
  let start = from;
  for (;;) {
    const { length } = file.window;
    const at = file.window.indexOf(what, start);
    if ((at < 0 ? length : at) > file.plan.maxRecordBytes) throw file.fail('app:fileOverLimit');
    if (at >= 0) return at;
    start = Math.max(from, length - what.length + 1);
    if (!(yield* file.has(length + 1))) throw file.fail('app:fileTruncated');
  }
}

export function* startsWith(file: Progress, what: string): Reading<boolean> {
  yield* file.has(what.length);
  return file.window.view(0, what.length).toString('latin1') === what;
}
