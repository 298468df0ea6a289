import type { ErrorKey } from '../../../shared/protocol/errors/codes.ts';
import type { KeptBytes } from '../charset/charset.ts';
import { FileError, type Place } from '../fault/file-error.ts';
import { type Passage, placeAfter, placeIn } from '../fault/place.ts';
import type { Plan } from '../plan.ts';
import { MORE, type Reading } from './item.ts';
import type { Window } from './window.ts';

/** More bytes that mean nothing than this in one record, and the file is not in its charset at all. */
const MOST_BROKEN = 100;

/** How far a file has been read. */
export class Progress {
  readonly plan: Plan;
  readonly window: Window;
  /** Where the window begins in the file. */
  place: Place = { line: 1, column: 1, byte: 0 };
  /** Records so far. */
  records = 0;
  /** The record that is being read; -1: none. */
  current = -1;

  constructor(plan: Plan, window: Window) {
    this.plan = plan;
    this.window = window;
  }

  /** Waits until `count` bytes are there; false: the file ends before. */
  *has(count: number): Reading<boolean> {
    while (this.window.length < count) {
      if (this.window.ended) return false;
      yield MORE;
    }
    return true;
  }

  /** The first `count` bytes as text; what is no character is kept, within reason. */
  passage(count: number): Passage {
    const kept: KeptBytes[] = [];
    const stream = this.plan.charset.stream((one) => {
      if (kept.length === MOST_BROKEN) throw this.#undecodable(count, one.offset);
      kept.push(one);
    });
    return { text: stream.write(this.window.view(0, count)) + stream.end(), from: this.place, kept };
  }

  /** Goes on behind a passage that is `count` bytes long. */
  pass({ text }: Passage, count: number): void {
    this.place = placeAfter(this.place, text, count);
    this.window.drop(count);
  }

  placeOf(passage: Passage, index: number): Place {
    return placeIn(passage, this.plan.charset, index);
  }

  /** The file cannot be read on from the window's beginning. */
  fail(key: ErrorKey): FileError {
    return new FileError(key, { place: this.place, record: this.current });
  }

  #undecodable(count: number, offset: number): FileError {
    const before = this.window.view(0, Math.min(count, offset)).toString('latin1');
    const place = placeAfter(this.place, before, before.length);
    return new FileError('app:bytesInvalid', { place, record: this.current });
  }
}
