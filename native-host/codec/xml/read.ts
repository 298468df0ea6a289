import type { AnyDocument } from '../../../shared/contract/documents.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { checkLevel, checkRecord } from '../check/record.ts';
import type { Passage } from '../fault/place.ts';
import type { Plan } from '../plan.ts';
import type { FileItem, Item, Reading } from '../read/item.ts';
import type { Progress } from '../read/progress.ts';
import { RemarksOn } from '../read/remarks.ts';
import { readDeclaration } from './declaration.ts';
import { nextElement, skipBlanks, skipComment, startsWith, type TopElement, tagEnd } from './next.ts';
import { type LevelReader, levelReader, readElement } from './record.ts';
import { type OpenTag, openTagAt } from './tag.ts';

/**
 * Reads an XML file record by record. Comments are passed over, CDATA is text; whatever could reach outside of the
 * file or grow in it (DTD, entities, processing instructions) ends the reading.
 */
export function* readXml(file: Progress): Reading {
  const told = yield* readDeclaration(file);
  if (told.length > 0) yield fileItem(told);
  const isEmpty = yield* enterRoot(file);
  const head = isEmpty ? null : yield* readContent(file);
  if (!isEmpty) yield* leave(file);
  while (yield* skipBlanks(file)) if (!(yield* skipComment(file))) throw file.fail('app:fileMalformed');
  yield* checkEnd(file, head);
}

const fileItem = (problems: Problem[]): FileItem => ({ kind: 'file', head: null, problems, kept: [] });

/** Behind the root's tag; true: nothing is in it (`<a/>`). */
function* enterRoot(file: Progress): Reading<boolean> {
  yield* toElement(file);
  const end = yield* tagEnd(file);
  const passage = file.passage(end);
  const tag = openTagAt(passage.text, 0);
  if (tag?.end !== passage.text.length) throw file.fail('app:fileMalformed');
  if (tag.name !== file.plan.document.root?.value) throw file.fail('app:fileOther');
  if (tag.attributes > 0) yield rootAttributes(file, passage, tag);
  file.pass(passage, end);
  return tag.closed;
}

/** To the next `<`, past comments; a file that ends or says something else there is none of ours. */
function* toMarkup(file: Progress): Reading {
  do {
    if (!(yield* skipBlanks(file))) throw file.fail('app:fileTruncated');
    if (file.window.at(0) !== 0x3c) throw file.fail('app:fileMalformed');
  } while (yield* skipComment(file));
}

/** To the next `<` of an element; declarations and instructions have no place here. */
function* toElement(file: Progress): Reading {
  yield* toMarkup(file);
  for (const start of ['<!', '<?']) if (yield* startsWith(file, start)) throw file.fail('app:fileForbidden');
}

function rootAttributes(file: Progress, passage: Passage, { name, attributes, end }: OpenTag): FileItem {
  const remarks = new RemarksOn(file, passage, -1);
  const at = { from: attributes, to: end };
  remarks.tell({ code: 'attributeUnknown', key: '', detail: { element: name } }, at);
  remarks.keep('', name, at);
  return { kind: 'file', head: null, problems: remarks.problems, kept: remarks.kept };
}

/** Everything within the root; returns the head. */
function* readContent(file: Progress): Reading<AnyDocument | null> {
  const readers = readersOf(file.plan);
  let head: AnyDocument | null = null;
  for (;;) {
    file.current = -1;
    yield* toElement(file);
    if (yield* startsWith(file, '</')) return head;
    const element = yield* nextElement(file);
    const item = itemOf(file, readers, element, head);
    if (item.kind === 'file') head ??= item.head;
    yield item;
    file.pass(element.passage, element.bytes);
  }
}

interface Readers {
  record: LevelReader;
  head: LevelReader | null;
}

function readersOf({ document, level, head }: Plan): Readers {
  return {
    record: levelReader(document.record?.value ?? '', level, checkRecord),
    head: head && levelReader(head.code, head.level, (to, one) => checkLevel(to, head.level, one, '')),
  };
}

function itemOf(file: Progress, readers: Readers, element: TopElement, head: AnyDocument | null): Item {
  const { document } = file.plan;
  if (element.name === document.record?.value) return recordItem(file, readers.record, element);
  if (readers.head && element.name === file.plan.head?.code && !head)
    return headItem(file, readers.head, element);
  const code = element.name === file.plan.head?.code ? 'elementRepeated' : 'elementUnknown';
  const name = /^<[^\s/>]*/.exec(element.passage.text)?.[0].slice(1) ?? '';
  const remarks = new RemarksOn(file, element.passage, -1);
  const whole = { from: 0, to: element.passage.text.length };
  remarks.tell({ code, key: '', detail: { element: name } }, whole);
  remarks.keep('', name, whole);
  return { kind: 'file', head: null, problems: remarks.problems, kept: remarks.kept };
}

function recordItem(file: Progress, reader: LevelReader, element: TopElement): Item {
  const index = file.records;
  if (index === file.plan.document.maxRecords.value) throw file.fail('app:fileOverLimit');
  const { document: record, problems, kept } = readElement(file, reader, element);
  file.records++;
  return { kind: 'record', index, record, problems, kept };
}

function headItem(file: Progress, reader: LevelReader, element: TopElement): Item {
  const { document: head, problems, kept } = readElement(file, reader, element);
  if (file.records > 0) problems.push(aboutHead(file, 'elementMoved', 'warning'));
  return { kind: 'file', head, problems, kept };
}

function aboutHead(file: Progress, code: Problem['code'], severity: Problem['severity']): Problem {
  return { code, severity, record: -1, key: 'count', place: file.place };
}

function* leave(file: Progress): Reading {
  const end = yield* tagEnd(file);
  const text = file.window.view(0, end).toString('latin1');
  if (text.slice(0, -1).trimEnd() !== `</${file.plan.document.root?.value}`)
    throw file.fail('app:fileMalformed');
  file.pass({ text, from: file.place, kept: [] }, end);
}

/** What the head counts has to be there: a list that is short without a word would pass for the whole. */
function* checkEnd(file: Progress, head: AnyDocument | null): Reading {
  if (!file.plan.head?.level.byKey.has('count')) return;
  if (!head) yield fileItem([aboutHead(file, 'elementMissing', 'error')]);
  else if (!/^\d+$/.test(String(head.count)) || Number(head.count) !== file.records)
    throw file.fail('app:fileIncomplete');
  else if (head.count !== String(file.records)) yield fileItem([countOddly(file, head)]);
}

/** `01` counts right, but is not as we write it. */
const countOddly = (file: Progress, { count }: AnyDocument): Problem => ({
  ...aboutHead(file, 'countDiffers', 'warning'),
  detail: { stated: String(count), count: file.records },
});
