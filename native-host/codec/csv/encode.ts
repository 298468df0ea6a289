import type { FileContent } from '../check/file.ts';
import type { Plan } from '../plan.ts';
import { toWire } from '../wire/value.ts';

/** What a reader would take for something else: separators, line ends, quotes, and blanks that it may trim. */
const QUOTED = /[",\r\n]|^\s|\s$/;

/** A checked file as CSV text (RFC 4180): a line of titles, then one a record. */
export function csvText(plan: Plan, { records }: FileContent): string {
  const { fields } = plan.level;
  const lines = [fields.map(({ code }) => cell(code))];
  for (const record of records)
    lines.push(fields.map((field) => cell(toWire(field, record[field.key] ?? null))));
  return lines.map((cells) => `${cells.join(',')}\r\n`).join('');
}

const cell = (text: string) => (QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
