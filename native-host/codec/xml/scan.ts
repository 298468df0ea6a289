import { Markup } from './markup.ts';
import { referenceFault } from './references.ts';
import { type Open, sectionAt } from './section.ts';
import { openTagAt } from './tag.ts';

/** Told of what stands where; indexes of the scanned text. */
export interface Sink {
  open(name: string, from: number, to: number): void;
  close(from: number, to: number): void;
  /** Character data between tags, or a CDATA section's (`raw`: no references in it); never a comment's. */
  text(from: number, to: number, raw: boolean): void;
  attributes(from: number, to: number): void;
}

export interface Scanned {
  /** Null: the text is one whole element. */
  open: Open | null;
  hasAttributes: boolean;
}

const MAX_DEPTH = 16;
/** Far more than any contract has: a referral with a hundred diagnoses has under 500. */
const MAX_ELEMENTS = 10_000;
/** Characters between two fields: a blank or two. fast-xml-parser takes 32 bytes for each. */
const MAX_BETWEEN = 10_000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what XML has no place for
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;

/**
 * A strict look at one element and everything in it, before fast-xml-parser reads it: what that lets pass (tags
 * that do not match, a stray `&`, an attribute twice) ends here. It jumps from `<` to `<`, so that it costs little
 * beside the parse. `text` begins with the element's `<`. Throws `Markup` where that is none, or where more follows.
 */
export function scan(text: string, sink: Sink | null = null): Scanned {
  const control = text.search(FORBIDDEN);
  if (control >= 0) throw new Markup('malformed', control);
  const scanner = new Scanner(text, sink);
  const open = scanner.run();
  return { open, hasAttributes: scanner.hasAttributes };
}

class Scanner {
  hasAttributes = false;
  readonly #text: string;
  readonly #sink: Sink | null;
  readonly #names: string[] = [];
  #elements = 0;
  /** The next `&` and `]]>` from here on; -1: there is none. */
  #reference: number;
  #sectionEnd: number;

  constructor(text: string, sink: Sink | null) {
    this.#text = text;
    this.#sink = sink;
    this.#reference = text.indexOf('&');
    this.#sectionEnd = text.indexOf(']]>');
  }

  run(): Open | null {
    const text = this.#text;
    let at = 0;
    while (at < text.length) {
      const tag = text.indexOf('<', at);
      if (tag < 0) return { until: '' };
      if (tag > at) this.#characters(at, tag);
      const next = this.#markup(tag);
      if (typeof next !== 'number') return next;
      at = next;
      if (this.#names.length === 0) break;
    }
    if (at < text.length) throw new Markup('malformed', at);
    return null;
  }

  /** Behind what begins with the `<` at `tag`. */
  #markup(tag: number): number | Open {
    const next = this.#text.charCodeAt(tag + 1);
    if (next === 0x2f) return this.#close(tag);
    if (next === 0x3f) throw new Markup('forbidden', tag);
    if (next !== 0x21) return this.#open(tag);
    const end = sectionAt(this.#text, tag);
    if (this.#names.length === 0) throw new Markup('malformed', tag);
    if (typeof end === 'number' && this.#text.startsWith('<![', tag))
      this.#sink?.text(tag + 9, end - 3, true);
    return end;
  }

  #open(tag: number): number | Open {
    const open = openTagAt(this.#text, tag);
    if (!open) throw new Markup('malformed', tag);
    if (++this.#elements > MAX_ELEMENTS || this.#names.length === MAX_DEPTH) throw new Markup('tooDeep', tag);
    this.#sink?.open(open.name, tag, open.end);
    if (open.attributes > 0) {
      this.hasAttributes = true;
      this.#sink?.attributes(open.attributes, open.end);
    }
    if (open.closed) this.#sink?.close(open.end, open.end);
    else this.#names.push(open.name);
    return open.end;
  }

  #close(tag: number): number | Open {
    const end = this.#text.indexOf('>', tag);
    if (end < 0) return { until: '' };
    if (this.#names.pop() !== this.#text.slice(tag + 2, end).trimEnd()) throw new Markup('malformed', tag);
    this.#sink?.close(tag, end + 1);
    return end + 1;
  }

  #characters(from: number, to: number): void {
    const text = this.#text;
    if (this.#names.length === 1 && to - from > MAX_BETWEEN) throw new Markup('tooDeep', from);
    if (this.#reference >= 0 && this.#reference < from) this.#reference = text.indexOf('&', from);
    for (
      ;
      this.#reference >= 0 && this.#reference < to;
      this.#reference = text.indexOf('&', this.#reference + 1)
    ) {
      const fault = referenceFault(text, this.#reference);
      if (fault) throw new Markup(fault === 'entity' ? 'forbidden' : 'malformed', this.#reference);
    }
    if (this.#sectionEnd >= 0 && this.#sectionEnd < from) this.#sectionEnd = text.indexOf(']]>', from);
    if (this.#sectionEnd >= 0 && this.#sectionEnd < to) throw new Markup('malformed', this.#sectionEnd);
    this.#sink?.text(from, to, false);
  }
}
