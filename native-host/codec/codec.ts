import type { BatchDocument } from '../../shared/contract/batch.ts';
import type { AnyDocument } from '../../shared/contract/documents.ts';
import type { Problem } from '../../shared/domain/problem.ts';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { checkAttachments } from './check/attachments.ts';
import { checkContent, type FileContent } from './check/file.ts';
import { csvText } from './csv/encode.ts';
import { readCsv } from './csv/read.ts';
import { ProblemsError } from './fault/problems-error.ts';
import { type Page, pageOf } from './html/page.ts';
import { keyValueText } from './key-value/encode.ts';
import { readKeyValue } from './key-value/read.ts';
import type { Limits } from './limits.ts';
import { type Plan, planOf } from './plan.ts';
import { itemsFrom, itemsOf } from './read/drive.ts';
import type { Item, Kept, Reading } from './read/item.ts';
import { Progress } from './read/progress.ts';
import { Window } from './read/window.ts';
import { xmlText } from './xml/encode.ts';
import { readXml } from './xml/read.ts';

export interface DecodedFile {
  head: AnyDocument | null;
  records: AnyDocument[];
  /** Everything that is not as the contract has it, in the file's order. */
  problems: Problem[];
  /** What has no place in the documents, as it stood in the file. */
  kept: Kept[];
  /** An HTML answer, which is no document but a page. */
  page: Page | null;
}

/**
 * Everything that keeps these documents from being written (`error`) or wants a second look (`warning`). How long
 * the file would be in all, only `encodeFile` knows.
 */
export function checkFile(document: BatchDocument, file: FileContent, limits?: Limits): Problem[] {
  const problems = checkContent(planOf(document), file);
  if (!limits?.attachments) return problems;
  const attached = checkAttachments(file.records, limits.attachments);
  // An attachment's element has a length of its own, in base64: the doctor is told of his file, and once.
  return [...problems.filter((one) => !attached.some((other) => isSame(one, other))), ...attached];
}

const isSame = (one: Problem, other: Problem) =>
  one.code === other.code && one.record === other.record && one.key === other.key;

/**
 * The file for the NHI. `limits`: the operation's own. Throws `ProblemsError` with every problem
 * where anything is wrong; nothing is ever replaced or left out. Throws `app:notSupported` for a page.
 */
export function encodeFile(
  document: BatchDocument,
  file: FileContent,
  limits?: Limits,
): { bytes: Uint8Array; warnings: Problem[] } {
  const plan = planOf(document);
  const problems = checkFile(document, file, limits);
  if (problems.some(({ severity }) => severity === 'error')) throw new ProblemsError(problems);
  const bytes = plan.charset.encode(textOf(plan, file));
  if (limits && bytes.length > limits.maxBytes) throw tooLarge(bytes.length, limits.maxBytes);
  return { bytes, warnings: problems };
}

function tooLarge(bytes: number, limit: number): ProblemsError {
  return new ProblemsError([
    { code: 'fileTooLarge', severity: 'error', record: -1, key: '', detail: { bytes, limit } },
  ]);
}

function textOf(plan: Plan, file: FileContent): string {
  const format = plan.document.format.value;
  if (format === 'xml') return xmlText(plan, file);
  if (format === 'csv') return csvText(plan, file);
  if (format === 'keyValue') return keyValueText(plan, file);
  throw new CodedError('app:notSupported');
}

/**
 * A whole file as documents. What its contract does not foresee is kept and told; what cannot be read, or is not
 * all there, throws a `FileError` with its place.
 */
export function decodeFile(document: BatchDocument, bytes: Uint8Array): DecodedFile {
  const decoded: DecodedFile = { head: null, records: [], problems: [], kept: [], page: null };
  const plan = planOf(document);
  if (document.format.value === 'html') {
    const { page, problems } = pageOf(plan, bytes);
    return { ...decoded, page, problems };
  }
  for (const item of itemsOf(readingOf(plan, new Window(bytes, true)))) {
    decoded.problems.push(...item.problems);
    decoded.kept.push(...item.kept);
    if (item.kind === 'record') decoded.records.push(item.record);
    else decoded.head ??= item.head;
  }
  return decoded;
}

/**
 * The same, record by record, of a file of any length in pieces of any length. An error may come after any number
 * of records: what came before it stands, and the file is not all there.
 */
export function readRecords(
  document: BatchDocument,
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Item, void, void> {
  const window = new Window();
  return itemsFrom(readingOf(planOf(document), window), window, pieces);
}

function readingOf(plan: Plan, window: Window): Reading {
  const file = new Progress(plan, window);
  const format = plan.document.format.value;
  if (format === 'xml') return readXml(file);
  if (format === 'csv') return readCsv(file);
  if (format === 'keyValue') return readKeyValue(file);
  throw new CodedError('app:notSupported');
}
