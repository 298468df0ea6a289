import { Unreadable } from './fault.ts';

export interface XmlNode {
  name: string;
  /** Also what stands between its elements. */
  text: string;
  nodes: XmlNode[];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0, 2.2 has no place for them
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;
/** A tag without attributes, or what stands between tags. */
const TOKEN = /<(\/?)([A-Za-z_][\w.-]*)[ \t\r\n]*(\/?)>|([^<]+)/y;
const MAX_DEPTH = 8;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** Characters stand for themselves; only blanks, which readers may change, are also taken by number. */
const REFERENCE = /&(?:(amp|lt|gt|quot|apos)|#(9|10|13));|&/g;

/**
 * The one element that a text consists of. Stricter than XML: no attributes, comments, CDATA, instructions,
 * declarations, no entity but XML's own five. Throws `Unreadable`.
 */
export function readXml(text: string): XmlNode {
  if (CONTROL.test(text)) throw new Unreadable('malformed');
  const top: XmlNode = { name: '', text: '', nodes: [] };
  const open = [top];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) step(text, open, TOKEN.lastIndex);
  const [root, ...more] = top.nodes;
  if (!root || open.length > 1 || more.length > 0) throw new Unreadable('malformed');
  if (top.text.trim() !== '') throw new Unreadable('malformed');
  return root;
}

function step(text: string, open: XmlNode[], at: number): void {
  const match = TOKEN.exec(text);
  if (!match) throw new Unreadable(/^<[!?]/.test(text.slice(at, at + 2)) ? 'forbidden' : 'malformed');
  const [, slash, name, empty, characters] = match;
  const current = open.at(-1);
  if (!current) throw new Unreadable('malformed');
  if (characters !== undefined) current.text += dereferenced(characters);
  else if (slash) close(open, name, empty);
  else {
    const node = { name: name ?? '', text: '', nodes: [] };
    current.nodes.push(node);
    if (!empty) open.push(node);
    if (open.length > MAX_DEPTH) throw new Unreadable('forbidden');
  }
}

function close(open: XmlNode[], name: string | undefined, empty: string | undefined): void {
  const node = open.pop();
  if (empty || node?.name !== name) throw new Unreadable('malformed');
}

function dereferenced(characters: string): string {
  if (characters.includes(']]>')) throw new Unreadable('malformed');
  return characters.replace(/\r\n?/g, '\n').replace(REFERENCE, (_, entity?: string, number?: string) => {
    if (!entity && !number) throw new Unreadable('forbidden');
    return entity ? (ENTITIES[entity] ?? '') : String.fromCharCode(Number(number));
  });
}
