/** What stands in one cell. The same object in several bands: a cell merged over several rows. */
export interface Cell {
  text: string;
  x0: number;
  x1: number;
}

/** One row of a table, as geometry has it. */
export interface Band {
  page: number;
  cells: readonly Cell[];
}

/** One table, or the part of it that one page holds. Points. */
export interface Sheet {
  page: number;
  x0: number;
  x1: number;
  bands: readonly Band[];
}
