import { isObject, loadMerged, type Stated } from '../contract.ts';

export interface WireField {
  key: string;
  code: Stated<string>;
  kind: Stated<'text' | 'code' | 'rocDate' | 'base64'>;
  maxBytes: Stated<number>;
  required: Stated<'yes' | 'no' | 'never'>;
  codes?: Stated<Record<string, string>> | undefined;
  requiredWhen?: Stated<{ key: string; is: string[] }> | undefined;
}
export interface WireGroup {
  key: string;
  code: Stated<string>;
  maxCount: Stated<number>;
  elements: WireField[];
}
export type WireElement = WireField | WireGroup;

export interface WireDocument {
  format: Stated<'xml' | 'csv' | 'keyValue' | 'html'>;
  encoding: Stated<'Big5' | 'UTF-8'>;
  root?: Stated<string>;
  record?: Stated<string>;
  head?: { code: Stated<string>; elements: WireField[] };
  maxRecords: Stated<number>;
  exactlyOne?: Stated<string[][]>;
  constants?: Stated<Record<string, string>>;
  order?: Stated<string[]>;
  elements: WireElement[];
}
export interface WireOperation {
  operation: string;
  transfer: {
    direction: Stated<'upload' | 'download'>;
    typeCode: Stated<string>;
    fileName: Stated<string>;
    serialDigits: Stated<number>;
    maxBytes: Stated<number>;
  };
  attachments?: { maxFileBytes: Stated<number>; maxFiles: Stated<number> };
  document?: WireDocument;
  result?: WireDocument;
  request?: WireDocument;
  answer?: WireDocument;
}

export const UPLOADS = [
  'eta',
  'eta-file',
  'etb',
  'etb-file',
  'etd',
  'etd-file',
  'etb-back',
  'etb-back-file',
  'ete',
  'etf',
] as const;
export const DOWNLOADS = ['etc-xml', 'etc-csv', 'etc-html-detailed', 'etc-html-summary'] as const;

export const isGroup = (element: WireElement): element is WireGroup => 'elements' in element;

/** A batch operation as the contract's data has it: elements in the NHI's order, those that it lacks left out. */
export function loadBatch(name: string): WireOperation {
  const merged = loadMerged(name);
  const parts = ['document', 'result', 'request', 'answer'].filter((part) => isObject(merged[part]));
  const settled = parts.map((part) => [part, settle(merged[part] as WireDocument)]);
  return { ...merged, ...Object.fromEntries(settled) } as WireOperation;
}

function settle(document: WireDocument): WireDocument {
  const order = document.order?.value;
  const elements = document.elements
    .filter(isThere)
    .map((element) =>
      isGroup(element) ? { ...element, elements: element.elements.filter(isThere) } : element,
    );
  if (order) elements.sort((a, b) => order.indexOf(a.key) - order.indexOf(b.key));
  return { ...document, elements };
}

const isThere = (element: WireElement) => isGroup(element) || element.required.value !== 'never';
