import type { WireDocument, WireOperation } from './contract.ts';
import { textOf } from './encoding.ts';
import { type Fault, Unreadable } from './fault.ts';
import { type FileName, readFileName } from './file-name.ts';
import { readKeyValue } from './key-value.ts';
import type { Values } from './record.ts';
import { type Content, readXmlFile } from './xml-file.ts';

/** What the NHI says of a file that came: taken as a whole, or not, with everything that is wrong with it. */
export interface Verdict extends Content {
  isAccepted: boolean;
  faults: Fault[];
  /** What its name says; null: it is no name of this operation. */
  name: FileName | null;
}

/**
 * A file that a hospital sent for an operation: an upload's document, or a download's request. Judged by the
 * contract's data alone, more strictly than XML or the encoding ask for.
 */
export function judge(operation: WireOperation, fileName: string, bytes: Uint8Array): Verdict {
  const faults: Fault[] = [];
  const name = readFileName(operation, fileName);
  if (!name) faults.push({ record: -1, element: '', reason: 'fileName' });
  const content = contentOf(operation, bytes, faults);
  checkAttachments(operation, content, faults);
  return { isAccepted: faults.length === 0, faults, name, ...content };
}

function contentOf(operation: WireOperation, bytes: Uint8Array, faults: Fault[]): Content {
  const document = operation.document ?? operation.request;
  if (!document) throw new Error(`${operation.operation} takes no file`);
  try {
    if (bytes.length > operation.transfer.maxBytes.value) throw new Unreadable('fileTooLarge');
    return read(document, textOf(bytes, document.encoding.value), faults);
  } catch (thrown) {
    if (!(thrown instanceof Unreadable)) throw thrown;
    faults.push({ record: -1, element: '', reason: thrown.reason });
    return { head: null, records: [] };
  }
}

function read(document: WireDocument, text: string, faults: Fault[]): Content {
  if (document.format.value === 'xml') return readXmlFile(document, text, faults);
  if (document.format.value !== 'keyValue') throw new Error(`nobody sends ${document.format.value}`);
  return { head: null, records: [readKeyValue(document, text, faults)] };
}

/** No file larger than agreed, and no more of them for one referral. */
function checkAttachments({ attachments, document }: WireOperation, content: Content, faults: Fault[]): void {
  if (!attachments || !document) return;
  const counts = new Map<string, number>();
  const field = document.elements.find(({ key }) => key === 'content');
  for (const [record, { content: file, ...values }] of content.records.entries()) {
    const of = `${values.institutionReferralNo} ${values.platformReferralNo}`;
    counts.set(of, (counts.get(of) ?? 0) + 1);
    const tell = (reason: 'tooLong' | 'tooMany') =>
      faults.push({ record, element: field?.code.value ?? '', reason });
    if (Buffer.byteLength(String(file), 'base64') > attachments.maxFileBytes.value) tell('tooLong');
    if (counts.get(of) === attachments.maxFiles.value + 1) tell('tooMany');
  }
}

export type { FileName, Values };
