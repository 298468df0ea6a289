import type { Way } from '../../../shared/adapter/adapter.ts';
import { type LabelScan, type LabelTest, labelTest } from './labels.ts';
import { cellText, controlIn, cut, squash, textOf, valueIn } from './text.ts';

type CssWay = Extract<Way, { by: 'css' }>;
type LabelWay = Extract<Way, { by: 'label' }>;

/**
 * A selector with a pseudo-class of state (`:checked`, `:disabled`, `:target`) leads elsewhere without any mutation:
 * it is asked at every look. The usual structural ones change with the tree only, which is observed.
 */
export function leadsByState(css: string): boolean {
  return /:(?!not|nth|first|last)/.test(css);
}

/** What changed in the page since the last look, worked out only when a way asks. */
export interface Change {
  /** The text that came. */
  text(): string;
  /** Did attributes change? */
  attributes(): boolean;
}

/** One way to one field, with the node that it leads to. */
export interface Spot {
  /** Throw the node away if the change may lead elsewhere. */
  touch(change: Change): void;
  /** Find the node again if it is gone. */
  resolve(root: ParentNode, scan: () => LabelScan): void;
  /** Its text, untrimmed; null when the way leads nowhere. */
  read(): string | null;
}

export function spotOf(way: Way): Spot {
  return way.by === 'css' ? new CssSpot(way) : new LabelSpot(way);
}

class CssSpot implements Spot {
  readonly #way: CssWay;
  #el: Element | null = null;
  #known = false;

  constructor(way: CssWay) {
    this.#way = way;
  }

  touch(): void {
    this.#known = false;
  }

  resolve(root: ParentNode): void {
    if (this.#known && (!this.#el || this.#el.isConnected)) return;
    this.#el = root.querySelector(this.#way.css);
    this.#known = !leadsByState(this.#way.css);
  }

  read(): string | null {
    const text = this.#el && this.#raw(this.#el);
    return text === null ? null : cut(text, this.#way);
  }

  #raw(el: Element): string | null {
    const { read, attribute } = this.#way;
    if (read === 'value') return valueIn(el);
    return read === 'attribute' ? el.getAttribute(attribute ?? '') : textOf(el);
  }
}

class LabelSpot implements Spot {
  readonly #way: LabelWay;
  readonly #test: LabelTest;
  readonly #wanted: RegExp;
  #label: Element | null = null;
  #known = false;

  constructor(way: LabelWay) {
    this.#way = way;
    this.#test = labelTest(way.label);
    this.#wanted = way.cell === 'same' ? this.#test.start : this.#test.exact;
  }

  touch(change: Change): void {
    if (!this.#known) return;
    const styled = /[.#[]/.test(this.#way.css) && change.attributes();
    if (styled || !this.#holds() || this.#test.inside.test(change.text())) this.#known = false;
  }

  resolve(_root: ParentNode, scan: () => LabelScan): void {
    if (this.#known && (!this.#label || this.#label.isConnected)) return;
    this.#label = scan().find(this.#way.css, this.#wanted, this.#way.cell === 'same');
    this.#known = !leadsByState(this.#way.css);
  }

  read(): string | null {
    const text = this.#label && this.#beside(this.#label);
    return text === null ? null : cut(text, this.#way);
  }

  /** A label that was not found is still not there, unless its text came. */
  #holds(): boolean {
    return !this.#label || (this.#label.isConnected && this.#wanted.test(textOf(this.#label)));
  }

  #beside(label: Element): string | null {
    if (this.#way.cell === 'same') return textOf(label).replace(this.#test.start, '');
    if (this.#way.cell === 'control') {
      const control = (label as HTMLLabelElement).control ?? controlIn(label);
      return control && valueIn(control);
    }
    return label.nextElementSibling && cellText(label.nextElementSibling);
  }
}

/** The first way that leads to a text; '' when ways lead somewhere but nothing stands there; null for nowhere. */
export function firstText(spots: readonly Spot[], root: ParentNode, scan: () => LabelScan): string | null {
  let found: string | null = null;
  for (const spot of spots) {
    spot.resolve(root, scan);
    const text = spot.read();
    if (text === null) continue;
    found = squash(text);
    if (found) return found;
  }
  return found;
}
