import type { Sign } from '../../../shared/adapter/adapter.ts';
import { isControl, textOf, valueIn } from './text.ts';

/** A sign, looked at again when the page changed; always, where it stands in a control that scripts may set. */
export class SignWatch {
  readonly #sign: Sign | undefined;
  #shows = false;
  #known = false;

  constructor(sign: Sign | undefined) {
    this.#sign = sign;
  }

  touch(): void {
    this.#known = false;
  }

  shows(root: ParentNode): boolean {
    if (this.#sign && !this.#known) this.#look(root, this.#sign);
    return this.#shows;
  }

  #look(root: ParentNode, { css, contains }: Sign): void {
    this.#known = true;
    if (contains === undefined) {
      this.#shows = root.querySelector(css) !== null;
      return;
    }
    this.#shows = false;
    for (const el of root.querySelectorAll(css)) {
      const control = isControl(el);
      if (control) this.#known = false;
      this.#shows ||= ((control ? valueIn(el) : textOf(el)) ?? '').includes(contains);
    }
  }
}
