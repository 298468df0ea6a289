import type { BatchDocument } from '../../../shared/contract/batch.ts';
import { isGroup } from '../../../shared/contract/batch.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import type { Charset } from '../../codec/charset/charset.ts';
import { charsetOf } from '../../codec/charset/charset-of.ts';

export type PlaceOf = (problem: Problem) => Problem;
type Place = NonNullable<Problem['place']>;

interface PlacedRecord {
  text: string;
  place: Place;
}

/**
 * Says where in a file that could be read a problem of the rules stands: at its element, else at the record. For
 * people to look at, in XML only; elsewhere, and where nothing is found, the record's number has to do.
 */
export function placing(document: BatchDocument, bytes: Uint8Array): PlaceOf {
  if (document.format.value !== 'xml') return (problem) => problem;
  const charset = charsetOf(document.encoding.value);
  let records: PlacedRecord[] | undefined;
  return (problem) => {
    if (problem.record < 0 || problem.place) return problem;
    records ??= recordsIn(charset.decodeKeeping(bytes).text, document.record?.value ?? '', charset);
    const record = records[problem.record];
    if (!record) return problem;
    const before = record.text.slice(0, indexOf(document, record.text, problem.key));
    return { ...problem, place: after(record.place, before, charset) };
  };
}

/** Every record and its place, found in one pass: a file may hold a problem in each of thousands. */
function recordsIn(text: string, name: string, charset: Charset): PlacedRecord[] {
  let [last, place] = [0, { line: 1, column: 1, byte: 0 }];
  return Array.from(text.matchAll(opening(name)), ({ index }) => {
    place = after(place, text.slice(last, index), charset);
    last = index;
    return { text: upToEnd(text, name, index), place };
  });
}

/** The place that `passed`, which begins at `from`, ends at. */
function after(from: Place, passed: string, charset: Charset): Place {
  const lines = passed.split('\n');
  const characters = [...(lines.at(-1) ?? '')].length;
  return {
    line: from.line + lines.length - 1,
    column: characters + (lines.length > 1 ? 1 : from.column),
    byte: from.byte + charset.byteLength(passed),
  };
}

/** Where in its record the element of a key begins; the record itself where there is none. */
function indexOf(document: BatchDocument, record: string, key: string): number {
  const [, group = key, at, inner] = /^([\w.]+)\[(\d+)\](?:\.(.+))?$/.exec(key) ?? [];
  const element = document.elements.find((one) => one.key === group);
  if (!element) return 0;
  const found = stretch(record, element.code.value, Number(at ?? 0));
  if (!found) return 0;
  const field = isGroup(element) ? element.elements.find((one) => one.key === inner) : undefined;
  const within = field ? stretch(found.text, field.code.value, 0) : null;
  return found.from + (within?.from ?? 0);
}

/** The n-th element of a name: where it begins, and its text up to its end. */
function stretch(text: string, name: string, n: number): { from: number; text: string } | null {
  const open = opening(name);
  for (let i = 0; i < n; i++) if (!open.exec(text)) return null;
  const from = open.exec(text)?.index;
  return from === undefined ? null : { from, text: upToEnd(text, name, from) };
}

const opening = (name: string) => new RegExp(`<${name.replaceAll('.', '\\.')}(?=[\\s/>])`, 'g');

function upToEnd(text: string, name: string, from: number): string {
  const to = text.indexOf(`</${name}`, from);
  return text.slice(from, to < 0 ? undefined : to);
}
