import { dereferenced } from './references.ts';
import { sectionAt } from './section.ts';

const CDATA = '<![CDATA[';

/**
 * The text of a field from its scanned source: references resolved, comments out, CDATA as it is. Null: it has
 * elements in it.
 */
export function fieldText(source: string): string | null {
  let text = '';
  let at = 0;
  for (let tag = source.indexOf('<'); tag >= 0; tag = source.indexOf('<', at)) {
    const end = source[tag + 1] === '!' ? sectionAt(source, tag) : null;
    if (typeof end !== 'number') return null;
    text += dereferenced(source.slice(at, tag));
    if (source.startsWith(CDATA, tag)) text += source.slice(tag + CDATA.length, end - 3);
    at = end;
  }
  return text + dereferenced(source.slice(at));
}
