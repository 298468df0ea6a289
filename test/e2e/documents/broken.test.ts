import { describe, expect, it } from 'vitest';
import { asWritten } from '../../../native-host/codec/check/as-written.ts';
import { encodeFile } from '../../../native-host/codec/codec.ts';
import type { BatchDocument } from '../../../shared/contract/batch.ts';
import { problemText } from '../../../shared/domain/problem.ts';
import app from '../../../shared/protocol/errors/app.json' with { type: 'json' };
import { brokenFiles } from '../../fixtures/documents/broken/broken.ts';
import type { BrokenFile } from '../../fixtures/documents/broken/broken-file.ts';
import { soundPage } from '../../fixtures/documents/broken/pages.ts';
import { fullFile } from '../../fixtures/documents/full.ts';
import { inPieces, type Outcome, readPieces, readWhole } from './outcome.ts';

const files = brokenFiles();

/** What is wrong with the way in which a broken file was refused. */
function faultsOf({ name, bytes, codes, isOurs }: BrokenFile, outcome: Outcome): string[] {
  const { error } = outcome;
  const judged = isOurs ? asWritten(outcome.problems) : outcome.problems;
  const problems = judged.filter(({ severity }) => severity === 'error');
  const said = error ? [error.key] : problems.map(({ code }) => code);
  const places = error ? [error.place] : problems.map(({ place }) => place ?? null);
  const isPlace = places.some(
    (place) => place && place.line > 0 && place.column > 0 && place.byte >= 0 && place.byte <= bytes.length,
  );
  return [
    ...(said.length === 0 ? ['it passes'] : []),
    ...(isPlace ? [] : ['no place']),
    ...(codes.length === 0 || said.some((code) => codes.includes(code)) ? [] : [`not ${codes}`]),
    ...(remediesOf(error, problems).every((text) => text.length > 3 && !text.includes('{'))
      ? []
      : ['no remedy']),
  ].map((fault) => `${name}: ${fault}, but ${said.slice(0, 5)} ${JSON.stringify(places[0])}`);
}

function remediesOf(error: Outcome['error'], problems: Outcome['problems']): string[] {
  if (!error)
    return problems.flatMap((problem) =>
      Object.values(problemText(problem, () => '欄位')).map(({ next }) => next),
    );
  const texts = app[error.key.replace('app:', '') as keyof typeof app];
  return [texts?.zh.next ?? '', texts?.en.next ?? ''];
}

it('are more than 300, no two the same, none like a sound one', () => {
  const names = files.map(({ name }) => name);
  const contents = files.map(({ bytes }) => Buffer.from(bytes).toString('base64'));
  expect(files.length).toBeGreaterThan(300);
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  expect(new Set(contents).size).toBeGreaterThan(300);
});

it('each ends in a coded error, and no warning, with its place and a remedy in both languages', () => {
  expect(files.flatMap((file) => faultsOf(file, readWhole(file.document, file.bytes)))).toEqual([]);
});

describe.each([13, 1_021])('in pieces of %i bytes', (size) => {
  it('each ends as the whole does, wherever a character is cut', async () => {
    const different: string[] = [];
    for (const { name, document, bytes } of files.filter(inStretches(size))) {
      const whole = readWhole(document, bytes);
      const pieces = await readPieces(document, inPieces(bytes, size));
      const same =
        JSON.stringify(pieces.error) === JSON.stringify(whole.error) &&
        (whole.error || JSON.stringify(pieces.problems) === JSON.stringify(whole.problems));
      if (!same) different.push(`${name}: ${JSON.stringify([whole, pieces])}`);
    }
    expect(different).toEqual([]);
  });
});

/** A page is never read in pieces. */
const inStretches = (size: number) => (file: BrokenFile) =>
  file.document.format.value !== 'html' && file.bytes.length < size * 1_500;

/** Milliseconds of each run. */
function timesOf({ document, bytes }: Pick<BrokenFile, 'document' | 'bytes'>, runs: number): number[] {
  return Array.from({ length: runs }, () => {
    const start = performance.now();
    readWhole(document, bytes);
    return performance.now() - start;
  });
}

const MOST = 50;

const RUNS = 7;

/** The median for a sound file of the same document that is as long, or down to half as long. */
function medians(): (file: BrokenFile) => number {
  const oneRecord = memo(({ document }) => soundFile(document, 1).length);
  const median = memo((file, count) => {
    const times = timesOf({ document: file.document, bytes: soundFile(file.document, count) }, RUNS);
    return times.sort((a, b) => a - b)[RUNS >> 1] ?? 0;
  });
  return (file) => {
    const most = Math.min(file.document.maxRecords.value, file.bytes.length / oneRecord(file, 0));
    return median(file, 2 ** Math.max(0, Math.floor(Math.log2(most))));
  };
}

const soundFile = (document: BatchDocument, count: number) =>
  document.format.value === 'html' ? soundPage(count) : encodeFile(document, fullFile(document, count)).bytes;

function memo(
  make: (file: BrokenFile, count: number) => number,
): (file: BrokenFile, count: number) => number {
  const known = new Map<string, number>();
  return (file, count) => {
    const name = `${file.document.format.value} ${file.document.content} ${file.document.encoding.value} ${count}`;
    const value = known.get(name) ?? make(file, count);
    known.set(name, value);
    return value;
  };
}

/** The least time of a few; of many where it is over the limit, since other programs may have had the processor. */
function leastOf(file: BrokenFile, limit: number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < TRIES && least > limit; i++) least = Math.min(least, ...timesOf(file, 1));
  return least;
}
const TRIES = 40;

it('none takes more than 50 times the median of sound files of its size', () => {
  const median = medians();
  const slow = files.flatMap((file) => {
    const limit = MOST * median(file);
    const time = leastOf(file, limit);
    return time <= limit ? [] : [`${file.name}: ${time} ms, and ${limit / MOST} ms for a sound one`];
  });
  expect(slow).toEqual([]);
});
