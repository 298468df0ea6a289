import type { Proposed } from '../../../scripts/contract-import/import.ts';
import type { TrueRow } from './truth.ts';

/** What was read against what was printed. */
export interface Figures {
  /** Printed rows that the contract knows. */
  rows: number;
  codes: Share;
  lengths: Share;
  required: Share;
  titles: Share;
  /** Marked certain, and wrong. */
  certainButWrong: string[];
  /** Known rows whose code was not proposed. */
  lost: string[];
}
interface Share {
  recall: number;
  precision: number;
}

/** Recall: of what was printed. Precision: of what was proposed. Both from 0 to 1. */
export function measure({ proposals, refused }: Proposed, truth: readonly TrueRow[]): Figures {
  const known = truth.filter(({ path }) => path !== null);
  const wanted = new Map(known.flatMap(valuesOf));
  const given = [...proposals, ...refused.map(({ proposal }) => proposal)].filter(
    ({ key }) => key !== 'order',
  );
  const right = given.filter(({ path, value }) => wanted.get(path) === value);
  const share = (property: string): Share => {
    const of = (path: string) => path.endsWith(`.${property}`);
    const hits = right.filter(({ path }) => of(path)).length;
    const all = given.filter(({ path }) => of(path)).length;
    return { recall: hits / [...wanted.keys()].filter(of).length, precision: all ? hits / all : 1 };
  };
  const wrong = given.filter(
    (one) => one.sureness === 'certain' && wanted.has(one.path) && !right.includes(one),
  );
  const stray = given.filter(
    (one) => one.sureness === 'certain' && !wanted.has(one.path) && !one.path.endsWith('.kind'),
  );
  return {
    rows: known.length,
    codes: share('code'),
    lengths: share('maxBytes'),
    required: share('required'),
    titles: share('title'),
    certainButWrong: [...wrong, ...stray].map(({ path, value }) => `${path} = ${value}`),
    lost: known
      .filter(({ path }) => !given.some((one) => one.path === `${path}.code`))
      .map(({ path }) => String(path)),
  };
}

function valuesOf({ path, code, name, length, required }: TrueRow): [string, string | number][] {
  const values: [string, string | number][] = [
    [`${path}.code`, code],
    [`${path}.title`, name],
  ];
  // A group has neither.
  if (length)
    values.push([`${path}.maxBytes`, Number(length)], [`${path}.required`, required === 'M' ? 'yes' : 'no']);
  return values;
}
