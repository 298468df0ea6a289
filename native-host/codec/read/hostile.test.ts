import { describe, expect, it } from 'vitest';
import type { BatchDocument } from '../../../shared/contract/batch.ts';
import { oneFile } from '../../../test/codec/arbitrary.ts';
import { shipped } from '../../../test/codec/documents.ts';
import { decodeFile, encodeFile } from '../codec.ts';
import { FileError } from '../fault/file-error.ts';

/** Under what a single record may have, so that the limit is not all that stops them. */
const SIZE = 60_000;
const MOST = 50;
const DECLARATION = '<?xml version="1.0" encoding="Big5"?>\n';

/** A valid file of about `SIZE`. */
function valid(document: BatchDocument): Uint8Array {
  const one = encodeFile(document, oneFile(document, 20)).bytes;
  return encodeFile(document, oneFile(document, Math.round((20 * SIZE) / one.length))).bytes;
}

/** Milliseconds on the processor, the best of three. */
function timeOf(document: BatchDocument, bytes: Uint8Array): { ms: number; outcome: unknown } {
  let outcome: unknown = null;
  const times = [1, 2, 3].map(() => {
    const before = process.cpuUsage();
    try {
      outcome = decodeFile(document, bytes);
    } catch (error) {
      outcome = error;
    }
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return { ms: Math.min(...times), outcome };
}

const fill = (unit: string, around: (filling: string) => string = (filling) => filling) =>
  Buffer.from(around(unit.repeat(Math.floor(SIZE / unit.length))), 'latin1');

const inRecord = (unit: string) =>
  fill(unit, (filling) => `${DECLARATION}<IPR><ETA><a1>${filling}</a1></ETA></IPR>`);
const inRoot = (unit: string) => fill(unit, (filling) => `${DECLARATION}<IPR>${filling}</IPR>`);

const xml = shipped('eta.document');
const bombs = `<!DOCTYPE IPR [<!ENTITY a "${'x'.repeat(1000)}">${'<!ENTITY b "&a;&a;">'.repeat(1000)}]>`;
const hostileXml: [string, Uint8Array][] = [
  ['<', inRecord('<')],
  ['<a>', inRecord('<a>')],
  ['<a/> in a record', inRecord('<a/>')],
  ['<a/> in the root', inRoot('<a/>')],
  ['<a b="">', inRecord('<a b="">')],
  ['attributes', fill(' a="1"', (filling) => `${DECLARATION}<IPR><ETA${filling}></ETA></IPR>`)],
  ['attributes of the root', fill(' a="1"', (filling) => `${DECLARATION}<IPR${filling}/>`)],
  ['blanks in a tag', fill(' ', (filling) => `${DECLARATION}<IPR><ETA><a1 ${filling}x></a1></ETA></IPR>`)],
  ['&', inRecord('&')],
  ['&amp;', inRecord('&amp;')],
  ['&a;', inRecord('&a;')],
  [']]>', inRecord(']]>')],
  [']]', inRecord(']]')],
  ['comments', inRecord('<!---->')],
  ['end tags in comments', inRecord('<!--</ETA>-->')],
  ['end tags in CDATA', inRecord('<![CDATA[</ETA>]]>')],
  ['CDATA', inRecord('<![CDATA[]]>')],
  ['an endless comment', inRecord('<!--')],
  ['comments in the root', inRoot('<!---->')],
  ['end tags without beginning', inRecord('</a>')],
  ['records without end', inRoot('<ETA>')],
  ['empty records', inRoot('<ETA></ETA>')],
  ['heads', inRoot('<HEAD></HEAD>')],
  ['empty groups', fill('<d2/>', (filling) => `${DECLARATION}<IPR><ETA>${filling}</ETA></IPR>`)],
  ['no characters', inRecord('\xff')],
  ['quotes', inRecord('"')],
  ['blanks', inRoot(' ')],
  ['line ends', inRoot('\n')],
  ['an entity bomb', Buffer.from(DECLARATION + bombs)],
  ['zeros', fill('\0')],
];

const csv = shipped('etc-csv.answer');
const titles = Buffer.from(encodeFile(csv, { head: null, records: [] }).bytes).toString('latin1');
const rows = (unit: string) => fill(unit, (filling) => titles + filling);
const hostileCsv: [string, Uint8Array][] = [
  ['quotes', rows('"')],
  ['commas', rows(',')],
  ['rows of one cell', rows('a\n')],
  ['blank rows in quotes', rows('""\n')],
  ['rows of too many', rows(`${','.repeat(40)}a\n`)],
  ['blank rows', rows('\n')],
  ['half line ends', rows('\r')],
  ['no characters', rows('\xff')],
  ['titles', fill(`${titles.trim()},`, (filling) => `${filling}\n${'a,'.repeat(1000)}\n`)],
  ['zeros', rows('\0')],
];

describe.each([
  ['XML', xml, hostileXml],
  ['CSV', csv, hostileCsv],
] as const)('hostile %s', (_, document, files) => {
  const sound = valid(document);
  timeOf(document, sound);
  const { ms, outcome } = timeOf(document, sound);

  it('is measured against a file that is read', () => {
    expect(outcome).toMatchObject({ problems: [] });
    expect(sound.length).toBeGreaterThan(SIZE * 0.8);
  });

  it.each(files)('%s: told or refused, in no more than 50 times the time', (name, bytes) => {
    const hostile = timeOf(document, bytes);
    const refused = hostile.outcome instanceof FileError && hostile.outcome.place !== null;
    const told = !(hostile.outcome instanceof Error);
    expect(refused || told, String(hostile.outcome)).toBe(true);
    if (told && name !== 'blanks' && !name.startsWith('blank'))
      expect(hostile.outcome).not.toMatchObject({ problems: [] });
    expect(hostile.ms / ms).toBeLessThan(MOST);
  });
});
