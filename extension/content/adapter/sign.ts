import type { Sign } from '../../../shared/adapter/adapter.ts';
import { leadsByState } from './spot.ts';
import { isControl, textOf, valueIn } from './text.ts';

/** A sign, looked for again when the page changed. */
export class SignWatch {
  readonly #sign: Sign | undefined;
  /** Shows in a text, or by being there. */
  #shows = false;
  /** May show in the value of these, which is read at every look. */
  #controls: Element[] = [];
  #known = false;

  constructor(sign: Sign | undefined) {
    this.#sign = sign;
  }

  touch(): void {
    this.#known = false;
  }

  shows(root: ParentNode): boolean {
    if (!this.#sign) return false;
    if (!this.#known) this.#find(root, this.#sign);
    const { contains = '' } = this.#sign;
    return this.#shows || this.#controls.some((el) => el.isConnected && valueIn(el)?.includes(contains));
  }

  #find(root: ParentNode, { css, contains }: Sign): void {
    this.#known = !leadsByState(css);
    this.#controls = [];
    if (contains === undefined) {
      this.#shows = root.querySelector(css) !== null;
      return;
    }
    const found = [...root.querySelectorAll(css)];
    this.#controls = found.filter(isControl);
    this.#shows = found.some((el) => !isControl(el) && textOf(el).includes(contains));
  }
}
