import type { WireDocument } from './contract.ts';
import { type Fault, type Reason, Unreadable } from './fault.ts';
import { checkExactlyOne, readLevel, type Values, type WireNode } from './record.ts';

/** A request: `KEY=VALUE`, each on a line of its own that ends. */
const LINE = /([A-Z][A-Z0-9_]*)=([^\r\n]*)\r?\n/y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: no value holds one
const CONTROL = /[\0-\x1f\x7f]/;

/** What a request asks for; what is wrong with it is added to `faults`. Throws `Unreadable`. */
export function readKeyValue(document: WireDocument, text: string, faults: Fault[]): Values {
  const tell = (element: string, reason: Reason) => faults.push({ record: 0, element, reason });
  const constants = Object.entries(document.constants?.value ?? {});
  const lines = linesOf(text);
  for (const [key, value] of constants) {
    const own = lines.filter(({ name }) => name === key);
    if (own.length !== 1 || own[0]?.text !== value) tell(key, 'constant');
  }
  const asked = lines.filter(({ name }) => !constants.some(([key]) => key === name));
  const values = readLevel(document.elements, asked, document.encoding.value, tell);
  checkExactlyOne(document, asked, values, tell);
  return values;
}

function linesOf(text: string): WireNode[] {
  const lines: WireNode[] = [];
  for (let at = 0; at < text.length; at = LINE.lastIndex) {
    LINE.lastIndex = at;
    const [, name = '', value = ''] = LINE.exec(text) ?? [];
    if (name === '' || CONTROL.test(value)) throw new Unreadable('malformed');
    lines.push({ name, text: value, nodes: [] });
  }
  return lines;
}
