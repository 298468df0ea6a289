import { literal, textOf } from './text.ts';

/** Labels are compared without spaces (`姓　名`) and without the colon after them. */
function pattern(label: string): string {
  return [...label.replace(/\s|[:：]\s*$/g, '')].map(literal).join('\\s*');
}

export interface LabelTest {
  /** The element holds the label and nothing else. */
  exact: RegExp;
  /** The element begins with the label. */
  start: RegExp;
  /** The label stands somewhere in the text. */
  inside: RegExp;
}

export function labelTest(label: string): LabelTest {
  const word = pattern(label);
  const start = `^\\s*${word}\\s*[:：]?\\s*`;
  return {
    exact: new RegExp(`${start}$`),
    start: new RegExp(start),
    inside: new RegExp(word),
  };
}

/**
 * One pass over the candidates serves all labels: a page of a thousand rows is walked once, and only as far as
 * the last label stands.
 */
export class LabelScan {
  readonly #root: ParentNode;
  readonly #seen = new Map<string, { all: ArrayLike<Element>; texts: string[] }>();

  constructor(root: ParentNode) {
    this.#root = root;
  }

  /** The first element that passes; with `innermost`, not one that holds another that passes. */
  find(css: string, test: RegExp, innermost: boolean): Element | null {
    const { all, texts } = this.#of(css);
    let found: Element | null = null;
    for (let i = 0; i < all.length; i++) {
      const el = all[i];
      if (!el || (found && !found.contains(el))) break;
      const text = texts[i] ?? textOf(el);
      texts[i] = text;
      if (!test.test(text)) continue;
      found = el;
      if (!innermost) break;
    }
    return found;
  }

  #of(css: string) {
    const known = this.#seen.get(css) ?? { all: this.#root.querySelectorAll(css), texts: [] };
    this.#seen.set(css, known);
    return known;
  }
}
