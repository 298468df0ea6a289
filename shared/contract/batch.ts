import * as v from 'valibot';
import { DOCUMENTS, type DocumentKind, type DocumentRules } from './documents.ts';
import { identity, matching, OperationName, signer, text, valued, within } from './values.ts';

/**
 * The batch channel's half of contract v1: files that go through the NHI's transfer component, and what comes
 * back. An operation uploads one `document`, or sends a `request` and downloads one `answer`.
 */
const KINDS = Object.keys(DOCUMENTS) as [DocumentKind, ...DocumentKind[]];
export const XML_NAME = /^[A-Za-z_][A-Za-z0-9_.-]{0,39}$/;
const XmlName = matching(
  XML_NAME,
  'XML 元素名稱：英文字母開頭，最多 40 字 / the name of an XML element: a letter first, at most 40 characters',
);
const Key = matching(
  /^[A-Za-z]+(\.[A-Za-z]+)?$/,
  '本系統的欄位名稱，例如 patient.id / a domain key of ours, e.g. patient.id',
);
const Encoding = valued(v.picklist(['Big5', 'UTF-8']));

/** What is on the wire for one key. `code`: an XML element, a column's title, a key of a request file. */
const element = {
  code: valued(text(40)),
  title: valued(text(60)),
  kind: valued(v.picklist(['text', 'code', 'rocDate', 'base64'])),
  /** Encoded bytes, in the file's own encoding. */
  maxBytes: valued(within(1, 30_000_000)),
  /** `never`: the NHI's document has no such element; the loader takes it out. */
  required: valued(v.picklist(['yes', 'no', 'never'])),
};
const conditional = {
  /** Wire value → the domain's meaning. */
  codes: v.optional(valued(v.record(v.string(), text(20)))),
  /** Also required where another key of the same record has one of these meanings. */
  requiredWhen: v.optional(
    valued(v.strictObject({ key: Key, is: v.pipe(v.array(text(20)), v.minLength(1)) })),
  ),
};
const Field = v.strictObject({ key: Key, ...element, ...conditional });
const Group = v.strictObject({
  key: Key,
  /** The XML element round each of the group's records. */
  code: valued(XmlName),
  title: valued(text(60)),
  maxCount: valued(within(1, 100)),
  elements: v.pipe(v.array(Field), v.minLength(1)),
});
/** The key decides which of the two an element is. */
export const ElementSchema = v.lazy<typeof Group | typeof Field>((input) =>
  GROUP_KEYS.has(keyOf(input)) ? Group : Field,
);
const GROUP_KEYS = new Set(
  Object.values<DocumentRules>(DOCUMENTS).flatMap((rules) =>
    Object.keys(rules).filter((key) => rules[key]?.kind === 'group'),
  ),
);

function keyOf(input: unknown): string {
  return typeof input === 'object' && input !== null && 'key' in input ? String(input.key) : '';
}

export const REQUEST_NAME = /^[A-Z][A-Z0-9_]{0,39}$/;
const Constant = matching(
  /^[!-~]([ -~]{0,38}[!-~])?$/,
  '1 至 40 個可見的 ASCII 字元，前後無空白 / 1 to 40 visible ASCII characters, no blank at either end',
);
const layout = {
  content: v.picklist(KINDS),
  format: valued(v.picklist(['xml', 'csv', 'keyValue', 'html'])),
  encoding: Encoding,
};
const Document = v.strictObject({
  ...layout,
  /** XML alone: the element of the file, and of each record. */
  root: v.optional(valued(XmlName)),
  record: v.optional(valued(XmlName)),
  head: v.optional(v.strictObject({ code: valued(XmlName), elements: v.array(Field) })),
  maxRecords: valued(within(1, 1_000_000)),
  /** Exactly one key of each set is stated. */
  exactlyOne: v.optional(valued(v.array(v.pipe(v.array(Key), v.minLength(2))))),
  /** Sent as they stand; keys of a request file that ask for nothing of ours. */
  constants: v.optional(valued(v.record(v.string(), Constant))),
  /** The keys of all elements as they stand in the NHI's document; without it, as they stand here. */
  order: v.optional(valued(v.array(Key))),
  elements: v.array(ElementSchema),
});

const TypeCode = matching(/^\d{2}$/, '兩位數字，例如 "04" / two digits in quotes, e.g. "04"');
const FileName = matching(
  /^(\{institution\}|\{rocDate\}|\{serial\}|[A-Za-z0-9._-])+$/,
  '{institution}、{rocDate}、{serial} 與英數字、點、底線、連字號 / {institution}, {rocDate}, {serial} and letters, digits, dot, underscore, hyphen',
);

const transfer = {
  direction: valued(v.picklist(['upload', 'download'])),
  typeCode: valued(TypeCode),
  /** The download that brings the replies, where they have a type code of their own. */
  replyTypeCode: v.optional(valued(TypeCode)),
  /** `{institution}`, `{rocDate}` and `{serial}` stand for what differs. */
  fileName: valued(FileName),
  serialDigits: valued(within(1, 6)),
  signer,
  maxBytes: valued(within(1_000, 1_000_000_000)),
  /** How long after the request the NHI has nothing to give yet. */
  notBeforeMinutes: valued(within(0, 1_440)),
};

/** What is done when nobody knows whether an upload arrived. */
const unknownOutcome = {
  lookUp: valued(v.union([OperationName, v.literal('none')])),
  /** By the first of these keys that the record states. */
  by: valued(v.pipe(v.array(Key), v.minLength(1))),
  /** A list asked for sooner than this after the upload proves nothing by what it lacks. */
  absenceProvesAfterMinutes: valued(within(1, 10_080)),
};

const attachments = {
  /** The operation whose document these files belong to, and never precede. */
  follows: valued(OperationName),
  maxFileBytes: valued(within(1_000, 100_000_000)),
  maxFiles: valued(within(1, 100)),
};

const heads = {
  title: valued(text(120)),
  channel: valued(v.literal('batch')),
  /** The flow of the guide, in words. */
  flow: valued(text(40)),
  formatDocument: valued(text(200)),
  apiDocument: valued(text(200)),
};
export const BatchSchema = v.strictObject({
  ...identity,
  ...heads,
  transfer: v.strictObject(transfer),
  unknownOutcome: v.optional(v.strictObject(unknownOutcome)),
  attachments: v.optional(v.strictObject(attachments)),
  /** An upload's document. */
  document: v.optional(Document),
  /** What the NHI says of each record of an upload. */
  result: v.optional(Document),
  /** A download's request file and what it brings. */
  request: v.optional(Document),
  answer: v.optional(Document),
});

export type BatchOperation = v.InferOutput<typeof BatchSchema>;
export type BatchDocument = v.InferOutput<typeof Document>;
export type BatchField = v.InferOutput<typeof Field>;
export type BatchGroup = v.InferOutput<typeof Group>;
export type BatchElement = BatchField | BatchGroup;

export function isGroup(element: BatchElement): element is BatchGroup {
  return 'elements' in element;
}
