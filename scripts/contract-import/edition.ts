import { ImportError } from './import-error.ts';
import type { Page } from './pdf.ts';
import { narrow } from './text.ts';
import { textOf } from './words.ts';

const ROC = 1911;
/** From the first platform on; nobody dates a document into the far future. */
const YEARS = { first: 2000, last: 2099 };
const DATES: readonly [RegExp, number][] = [
  [/民國\s*(\d{2,3})\s*年/g, ROC],
  [/(?<!\d)(1\d{2})\s*年\s*\d{1,2}\s*月/g, ROC],
  [/(?<!\d)(1\d{2})[./](?:0?[1-9]|1[0-2])[./](?:0?[1-9]|[12]\d|3[01])(?!\d)/g, ROC],
  [/(?<!\d)(20\d{2})\s*年/g, 0],
];

/** The year that values are known from: given, or the one year that the first page names. Throws ImportError. */
export function editionOf(given: string | null, pages: readonly Page[]): number {
  if (given !== null) return checked(given);
  const text = narrow(textOf(pages[0]?.words ?? []));
  const years = DATES.flatMap(([pattern, offset]) =>
    Array.from(text.matchAll(pattern), ([, year]) => Number(year) + offset),
  ).filter((year) => year >= YEARS.first && year <= YEARS.last);
  const [only, ...others] = new Set(years);
  if (only === undefined || others.length > 0)
    throw new ImportError('noEdition', [...new Set(years)].join(', '));
  return only;
}

function checked(given: string): number {
  const year = /^\d{4}$/.test(given) ? Number(given) : 0;
  if (year < YEARS.first || year > YEARS.last) throw new ImportError('badEdition', given);
  return year;
}
