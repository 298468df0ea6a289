import { type BatchDocument, type BatchOperation, isGroup } from './batch.ts';
import { documentFault } from './document-consistency.ts';
import type { DocumentKind } from './documents.ts';
import type { Fault } from './values.ts';

/** What an operation of each direction holds, and what its documents may be about. */
const PARTS = {
  upload: {
    document: ['referral', 'reply', 'acceptance', 'mark', 'attachment'],
    result: ['result'],
    request: null,
    answer: null,
  },
  download: { document: null, result: null, request: ['request'], answer: ['complete', 'listRow'] },
} as const satisfies Record<string, Record<Part, readonly DocumentKind[] | null>>;
type Part = 'document' | 'result' | 'request' | 'answer';
const NAMES: readonly Part[] = ['document', 'result', 'request', 'answer'];
/** The NHI need not answer an upload record by record. */
const OPTIONAL: readonly Part[] = ['result'];

/** The first thing that is wrong with a batch operation as a whole, where no schema of single values sees it. */
export function batchFault(operation: BatchOperation): Fault | null {
  for (const part of NAMES) {
    const fault = partFault(operation, part, operation[part]);
    if (fault) return fault;
  }
  return uploadFault(operation) ?? fileNameFault(operation);
}

function partFault({ transfer }: BatchOperation, part: Part, document: BatchDocument | undefined) {
  const direction = transfer.direction.value;
  const may: readonly DocumentKind[] | null = PARTS[direction][part];
  if (!document) {
    if (may === null || OPTIONAL.includes(part)) return null;
    return { path: part, remedy: `${direction} 必須有此部分 / a ${direction} has this part` };
  }
  if (may === null)
    return { path: part, remedy: `${direction} 沒有此部分 / a ${direction} has no such part` };
  if (!may.includes(document.content))
    return { path: `${part}.content`, remedy: `擇一 / one of: ${may.join(', ')}` };
  if (document.format.value === 'html' && part !== 'answer')
    return { path: `${part}.format`, remedy: '擇一 / one of: xml, csv, keyValue' };
  return documentFault(part, document);
}

/** Attachments say whose they are; every upload says what is done when its outcome is unknown. */
function uploadFault({ transfer, unknownOutcome, attachments, document }: BatchOperation): Fault | null {
  if (transfer.direction.value === 'upload' && !unknownOutcome)
    return { path: 'unknownOutcome', remedy: '上傳必須有此部分 / an upload has this part' };
  const attached = document?.content === 'attachment';
  if (attached !== Boolean(attachments))
    return {
      path: 'attachments',
      remedy: '附加檔案的作業才有此部分 / for the upload of attachments, and no other',
    };
  const keys = document?.elements.map((element) => element.key) ?? [];
  const unknown = unknownOutcome?.by.value.some((key) => !keys.includes(key));
  return unknown
    ? { path: 'unknownOutcome.by', remedy: `擇用 / some of: ${textKeys(document).join(', ')}` }
    : null;
}

function textKeys(document: BatchDocument | undefined): string[] {
  return (document?.elements ?? [])
    .filter((element) => !isGroup(element) && element.kind.value === 'text')
    .map((element) => element.key);
}

/** Without a serial, the second file of a day would overwrite the first. */
function fileNameFault({ transfer }: BatchOperation): Fault | null {
  if (transfer.fileName.value.split('{serial}').length === 2) return null;
  return { path: 'transfer.fileName', remedy: '{serial} 恰好一次 / {serial} exactly once' };
}
