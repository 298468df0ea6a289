import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { getDocument, PasswordException, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { ImportError } from './import-error.ts';
import { marksOf, type Rule } from './marks.ts';
import type { Matrix } from './transform.ts';
import { type Word, wordsOf } from './words.ts';

/** Points from the top left, as the page is read. */
export interface Page {
  /** From 1. */
  number: number;
  height: number;
  words: Word[];
  rules: Rule[];
}

const PACKAGE = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));
/** A reader looks for the header within the first KB, and for the end mark within the last. */
const EDGE = 1024;

/** Throws ImportError: notFound, notPdf, truncated, encrypted, broken, noText, garbled. */
export async function readPdf(path: string): Promise<Page[]> {
  const bytes = readBytes(path);
  if (!bytes.subarray(0, EDGE).includes('%PDF-')) throw new ImportError('notPdf', path);
  // pdf.js repairs a file without its end and shows the pages it finds: half a table would look like a whole one.
  if (!bytes.subarray(-EDGE).includes('%%EOF')) throw new ImportError('truncated', path);
  const pages = await readPages(new Uint8Array(bytes), path);
  if (pages.every(({ words }) => words.length === 0)) throw new ImportError('noText', path);
  if (isGarbled(pages.flatMap(({ words }) => words))) throw new ImportError('garbled', path);
  return pages;
}

/** So many characters that are none: some programs print fonts without saying what their shapes mean. */
const TOO_MANY = 0.05;

export function isGarbled(words: readonly { text: string }[]): boolean {
  const text = words.map((word) => word.text).join('');
  const none = text.match(/[\ufffd\p{Co}\p{Cn}\p{Cc}]/gu)?.length ?? 0;
  return none > TOO_MANY * text.length;
}

function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new ImportError('notFound', path, { cause: error });
  }
}

async function readPages(data: Uint8Array, path: string): Promise<Page[]> {
  const task = getDocument({
    data,
    cMapUrl: `${PACKAGE}/cmaps/`,
    standardFontDataUrl: `${PACKAGE}/standard_fonts/`,
    verbosity: VerbosityLevel.ERRORS,
    stopAtErrors: true,
    useSystemFonts: false,
  });
  try {
    const pdf = await task.promise;
    const pages: Page[] = [];
    for (let number = 1; number <= pdf.numPages; number++) pages.push(await readPage(pdf, number));
    return pages;
  } catch (error) {
    if (error instanceof PasswordException) throw new ImportError('encrypted', path, { cause: error });
    throw new ImportError('broken', path, { cause: error });
  } finally {
    await task.destroy();
  }
}

type Pdf = Awaited<ReturnType<typeof getDocument>['promise']>;

async function readPage(pdf: Pdf, number: number): Promise<Page> {
  const page = await pdf.getPage(number);
  const { transform, height } = page.getViewport({ scale: 1 });
  const { fnArray, argsArray } = await page.getOperatorList();
  const widthUnit = (font: string) => unitOf(page.commonObjs.has(font) ? page.commonObjs.get(font) : null);
  const { glyphs, rules } = marksOf(
    { fns: fnArray, args: argsArray, widthUnit },
    transform as unknown as Matrix,
  );
  return { number, height, words: wordsOf(glyphs), rules };
}

function unitOf(font: unknown): number {
  const matrix = typeof font === 'object' && font !== null && 'fontMatrix' in font ? font.fontMatrix : null;
  return Array.isArray(matrix) && typeof matrix[0] === 'number' ? matrix[0] : 0.001;
}
