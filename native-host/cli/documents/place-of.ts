import type { BatchDocument } from '../../../shared/contract/batch.ts';
import { isGroup } from '../../../shared/contract/batch.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { charsetOf } from '../../codec/charset/charset-of.ts';

export type PlaceOf = (problem: Problem) => Problem;

/**
 * Says where in a file that could be read a problem of the rules stands: at its element, else at the record. For
 * people to look at, in XML only; elsewhere, and where nothing is found, the record's number has to do.
 */
export function placing(document: BatchDocument, bytes: Uint8Array): PlaceOf {
  if (document.format.value !== 'xml') return (problem) => problem;
  const charset = charsetOf(document.encoding.value);
  const { text } = charset.decodeKeeping(bytes);
  return (problem) => {
    const index = problem.record < 0 ? null : indexOf(document, text, problem);
    if (index === null || problem.place) return problem;
    const before = text.slice(0, index);
    const lines = before.split('\n');
    const column = [...(lines.at(-1) ?? '')].length + 1;
    return { ...problem, place: { line: lines.length, column, byte: charset.byteLength(before) } };
  };
}

function indexOf(document: BatchDocument, text: string, { record, key }: Problem): number | null {
  const whole = stretch(text, document.record?.value ?? '', record);
  if (!whole) return null;
  const [, group = key, at, inner] = /^([\w.]+)\[(\d+)\](?:\.(.+))?$/.exec(key) ?? [];
  const element = document.elements.find((one) => one.key === group);
  if (!element) return whole.from;
  const found = stretch(whole.text, element.code.value, Number(at ?? 0));
  if (!found) return whole.from;
  const field = isGroup(element) ? element.elements.find((one) => one.key === inner) : undefined;
  const within = field ? stretch(found.text, field.code.value, 0) : null;
  return whole.from + found.from + (within?.from ?? 0);
}

/** The n-th element of a name: where it begins, and its text up to its end. */
function stretch(text: string, name: string, n: number): { from: number; text: string } | null {
  const open = new RegExp(`<${name.replaceAll('.', '\\.')}(?=[\\s/>])`, 'g');
  for (let i = 0; i < n; i++) if (!open.exec(text)) return null;
  const from = open.exec(text)?.index;
  if (from === undefined) return null;
  const to = text.indexOf(`</${name}`, from);
  return { from, text: text.slice(from, to < 0 ? undefined : to) };
}
