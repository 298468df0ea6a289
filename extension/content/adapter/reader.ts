import type { Adapter, ContextField } from '../../../shared/adapter/adapter.ts';
import { LabelScan } from './labels.ts';
import { SignWatch } from './sign.ts';
import { type Change, firstText, type Spot, spotOf } from './spot.ts';

/** The fields that say who it is: re-read at every look. The others are read when the context is whole. */
export const WATCHED = ['id', 'birthDate', 'name', 'sex', 'chartNo'] as const;
const LATER = ['department', 'doctor', 'visitType'] as const;

/** The page's own words. null: nothing found; undefined: the adapter does not say where. */
export type Texts = Partial<Record<ContextField, string | null>>;

export interface Look {
  ready: boolean;
  noPatient: boolean;
  activeVisit: boolean;
  texts: Texts;
}

/** Reads one document through one adapter, keeping the nodes found until the page changes. */
export class Reader {
  readonly #root: Document;
  readonly #spots: Partial<Record<ContextField, Spot[]>> = {};
  readonly #ready: SignWatch;
  readonly #noPatient: SignWatch;
  readonly #active: SignWatch;

  constructor(adapter: Adapter, root: Document) {
    this.#root = root;
    for (const field of [...WATCHED, ...LATER]) {
      const ways = adapter.fields[field];
      if (ways) this.#spots[field] = ways.map(spotOf);
    }
    this.#ready = new SignWatch(adapter.ready);
    this.#noPatient = new SignWatch(adapter.noPatient);
    this.#active = new SignWatch(adapter.activeVisit);
  }

  touch(change: Change): void {
    for (const spots of Object.values(this.#spots)) for (const spot of spots) spot.touch(change);
    for (const sign of [this.#ready, this.#noPatient, this.#active]) sign.touch();
  }

  /** Who is on the page. Fields are not looked for until the page is ready: its labels would be missed. */
  look(): Look {
    const ready = this.#ready.shows(this.#root);
    return {
      ready,
      noPatient: ready && this.#noPatient.shows(this.#root),
      activeVisit: this.#active.shows(this.#root),
      texts: ready ? this.#texts(WATCHED) : {},
    };
  }

  /** What else the adapter knows of the visit at hand. */
  rest(): Texts {
    return this.#texts(LATER);
  }

  #texts(fields: readonly ContextField[]): Texts {
    let scan: LabelScan | undefined;
    const once = () => {
      scan ??= new LabelScan(this.#root);
      return scan;
    };
    const texts: Texts = {};
    for (const field of fields) {
      const spots = this.#spots[field];
      if (spots) texts[field] = firstText(spots, this.#root, once);
    }
    return texts;
  }
}
