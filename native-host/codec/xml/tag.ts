import { referenceFault } from './references.ts';

/** XML 1.0, 2.3 Name, without the planes beyond the first. Names of ours are ASCII; others may send what they like. */
const START =
  ':A-Za-z_\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff\\ue000-\\uf8ff\\uf900-\\ufdcf\\ufdf0-\\ufffd';
const NAME = `[${START}][${START}.0-9\\u00b7\\u0300-\\u036f\\u203f\\u2040-]*`;
const PLAIN = /^[A-Za-z_][\w.-]*$/;
const WITH_ATTRIBUTES = new RegExp(`^<(${NAME})((?:\\s+${NAME}\\s*=\\s*(?:"[^<"]*"|'[^<']*'))*)\\s*(/?)>`);
const ATTRIBUTE = new RegExp(`\\s+(${NAME})\\s*=\\s*("[^<"]*"|'[^<']*')`, 'g');

/** No tag that means anything to us is this long. */
export const MOST_CHARACTERS = 4_096;

export interface OpenTag {
  name: string;
  end: number;
  closed: boolean;
  /** Where its attributes begin; 0: it has none. */
  attributes: number;
}

/** Names that were seen and are sound: nearly every tag is one of a contract's. */
const sound = new Set<string>();
const MOST_SOUND = 2_000;

/** The opening tag at `at`, or null where there is no sound one. */
export function openTagAt(text: string, at: number): OpenTag | null {
  const gt = text.indexOf('>', at);
  if (gt < 0) return null;
  if (gt - at < 42) {
    const name = text.slice(at + 1, gt);
    if (isPlain(name)) return { name, end: gt + 1, closed: false, attributes: 0 };
  }
  return anyTagAt(text, at);
}

function isPlain(name: string): boolean {
  if (sound.has(name)) return true;
  if (!PLAIN.test(name)) return false;
  if (sound.size < MOST_SOUND) sound.add(name);
  return true;
}

function anyTagAt(text: string, at: number): OpenTag | null {
  // A stretch of it: the expression needs memory for each attribute.
  const match = WITH_ATTRIBUTES.exec(text.slice(at, at + MOST_CHARACTERS));
  if (!match) return null;
  const [whole, name = '', attributes = '', slash] = match;
  if (!areSound(attributes)) return null;
  const start = attributes === '' ? 0 : at + 1 + name.length;
  return { name, end: at + whole.length, closed: slash === '/', attributes: start };
}

/** No name twice, no reference that means nothing. */
function areSound(attributes: string): boolean {
  const names = Array.from(attributes.matchAll(ATTRIBUTE), ([, name]) => name);
  if (new Set(names).size !== names.length) return false;
  for (let at = attributes.indexOf('&'); at >= 0; at = attributes.indexOf('&', at + 1))
    if (referenceFault(attributes, at)) return false;
  return true;
}
