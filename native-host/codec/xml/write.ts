import { isWireGroup, type WireNode } from '../wire/node.ts';

/** What would be markup; a carriage return by number, since readers make a line feed of a written one. */
const ESCAPED = /[&<>"'\r]/g;
const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#13;',
};

const escaped = (text: string) => text.replace(ESCAPED, (char) => ESCAPES[char] ?? char);

/** The one way that we write XML: an element a line, so that a line number names one. */
export function declaration(encoding: string): string {
  return `<?xml version="1.0" encoding="${encoding}"?>\n`;
}

export function element(code: string, nodes: readonly WireNode[]): string {
  let text = `<${code}>\n`;
  for (const node of nodes)
    text += isWireGroup(node)
      ? element(node.code, node.nodes)
      : `<${node.code}>${escaped(node.text ?? '')}</${node.code}>\n`;
  return `${text}</${code}>\n`;
}
