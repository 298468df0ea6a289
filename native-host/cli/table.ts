/** Characters that a terminal draws twice as wide. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Script=Han}/u;

/** In columns of a terminal. */
export function widthOf(text: string): number {
  return [...text].reduce((width, one) => width + (WIDE.test(one) ? 2 : 1), 0);
}

/** Rows as lines whose columns begin under each other; the last is not filled up. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, i) =>
    Math.max(...rows.map((row) => widthOf(row[i] ?? ''))),
  );
  return rows.map((row) =>
    row
      .map((cell, i) => cell + gap(cell, widths[i] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

const gap = (cell: string, width: number) => ' '.repeat(Math.max(0, width - widthOf(cell)));
