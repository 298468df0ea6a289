import type { Problem } from '../../../shared/domain/problem.ts';
import type { Finding } from '../check/checking.ts';
import type { Place } from '../fault/file-error.ts';
import { byteIndex, type Passage } from '../fault/place.ts';
import type { Trouble } from '../wire/to-domain.ts';
import type { Kept, Remarks } from './item.ts';
import type { Progress } from './progress.ts';

/** A stretch of a passage's text. */
export interface Stretch {
  from: number;
  to: number;
}

/** Nothing new is told by more of them. */
const MOST_PROBLEMS = 100;
const MOST_KEPT = 100;
/** What a reader can go on with: it was read all the same, or concerns nothing that the contract knows. */
const MILD: readonly string[] = ['elementUnknown', 'elementMoved', 'attributeUnknown'];

/** Collects what is wrong with one passage of a file, in its places. */
export class RemarksOn implements Remarks {
  readonly problems: Problem[] = [];
  readonly kept: Kept[] = [];
  readonly #file: Progress;
  readonly #passage: Passage;
  readonly #record: number;

  constructor(file: Progress, passage: Passage, record: number) {
    this.#file = file;
    this.#passage = passage;
    this.#record = record;
  }

  trouble({ code, key, keep, element }: Trouble, at: Stretch): void {
    this.tell({ code, key, ...(element === undefined ? {} : { detail: { element } }) }, at);
    if (keep) this.keep(key, element ?? '', at);
  }

  tell({ code, severity, key, detail }: Finding, at: Stretch): void {
    if (this.problems.length === MOST_PROBLEMS) return;
    this.problems.push({
      code,
      severity: severity ?? (MILD.includes(code) ? 'warning' : 'error'),
      record: this.#record,
      key,
      place: this.#placeOf(at),
      ...(detail ? { detail } : {}),
    });
  }

  /** The passage has to be at the window's beginning still. Where there is too much to keep, all of it is kept once. */
  keep(key: string, element: string, at: Stretch): void {
    if (this.kept.length < MOST_KEPT) this.#keep(key, element, at);
    else if (this.kept.length === MOST_KEPT) this.#keep('', '', { from: 0, to: this.#passage.text.length });
  }

  #keep(key: string, element: string, { from, to }: Stretch): void {
    const { charset } = this.#file.plan;
    const start = byteIndex(this.#passage, charset, from);
    const end = byteIndex(this.#passage, charset, to);
    const bytes = new Uint8Array(this.#file.window.view(start, end));
    this.kept.push({ record: this.#record, key, element, bytes });
  }

  #placeOf({ from }: Stretch): Place {
    return this.#file.placeOf(this.#passage, from);
  }
}
