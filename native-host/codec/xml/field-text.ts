import { dereferenced } from './references.ts';

const PARTS = /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|([^<]+)|(<)/g;

/** The text of a field from its scanned source: references resolved, comments out, CDATA as it is; null: it has elements. */
export function fieldText(source: string): string | null {
  if (!source.includes('<')) return dereferenced(source);
  let text = '';
  for (const [, section, characters, element] of source.matchAll(PARTS)) {
    if (element) return null;
    text += section ?? (characters ? dereferenced(characters) : '');
  }
  return text;
}
