import type { WireDocument } from './contract.ts';
import { type Fault, type Reason, Unreadable } from './fault.ts';
import { checkExactlyOne, readLevel, type Values } from './record.ts';
import { readXml, type XmlNode } from './xml.ts';

export interface Content {
  head: Values | null;
  records: Values[];
}

const DECLARATION = /^<\?xml version="1\.0" encoding="([A-Za-z0-9-]+)"\?>/;

/** An uploaded XML file; what is wrong with it is added to `faults`. Throws `Unreadable`. */
export function readXmlFile(document: WireDocument, text: string, faults: Fault[]): Content {
  const root = readXml(afterDeclaration(document, text));
  if (root.name !== document.root?.value) throw new Unreadable('root');
  if (root.text.trim() !== '') throw new Unreadable('structure');
  const told = (record: number) => (element: string, reason: Reason) =>
    faults.push({ record, element, reason });
  const records = recordsOf(document, root, told(-1));
  const head = headOf(document, root, records.length, told(-1));
  return { head, records: records.map((node, i) => recordOf(document, node, told(i))) };
}

function afterDeclaration({ encoding }: WireDocument, text: string): string {
  const match = DECLARATION.exec(text);
  if (match?.[1]?.toLowerCase() !== encoding.value.toLowerCase()) throw new Unreadable('declaration');
  return text.slice(match?.[0].length);
}

type Told = (element: string, reason: Reason) => void;

function recordsOf({ record, head, maxRecords }: WireDocument, root: XmlNode, tell: Told): XmlNode[] {
  const records = root.nodes.filter(({ name }) => name === record?.value);
  for (const { name } of root.nodes)
    if (name !== record?.value && name !== head?.code.value) tell(name, 'unknown');
  if (records.length === 0) tell(record?.value ?? '', 'missing');
  if (records.length > maxRecords.value) tell('', 'tooMany');
  return records;
}

/** Once, first of all, and it counts what follows. */
function headOf({ head, encoding }: WireDocument, root: XmlNode, count: number, tell: Told): Values | null {
  if (!head) return null;
  const code = head.code.value;
  const [node, ...more] = root.nodes.filter(({ name }) => name === code);
  if (!node) {
    tell(code, 'missing');
    return null;
  }
  if (more.length > 0) tell(code, 'repeated');
  if (root.nodes[0] !== node) tell(code, 'order');
  if (node.text.trim() !== '') tell(code, 'structure');
  const values = readLevel(head.elements, node.nodes, encoding.value, tell);
  const counter = head.elements.find(({ key }) => key === 'count')?.code.value;
  if (counter && values.count !== String(count)) tell(counter, 'count');
  return values;
}

function recordOf(document: WireDocument, node: XmlNode, tell: Told): Values {
  if (node.text.trim() !== '') tell(node.name, 'structure');
  const values = readLevel(document.elements, node.nodes, document.encoding.value, tell);
  checkExactlyOne(document, node.nodes, values, tell);
  return values;
}
