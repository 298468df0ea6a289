import { checking, type Finding } from '../check/checking.ts';
import { checkRecord } from '../check/record.ts';
import { FileError } from '../fault/file-error.ts';
import type { Passage } from '../fault/place.ts';
import type { Reading } from '../read/item.ts';
import type { Progress } from '../read/progress.ts';
import { RemarksOn } from '../read/remarks.ts';
import { type Trouble, toDocument } from '../wire/to-domain.ts';

interface Line {
  code: string;
  text: string;
  from: number;
  to: number;
}

/** Reads a request file. It is short and ours: a line that is none, or has no end, ends the reading. */
export function* readKeyValue(file: Progress): Reading {
  file.current = 0;
  while (yield* file.has(file.window.length + 1))
    if (file.window.length > file.plan.maxRecordBytes) throw file.fail('app:fileOverLimit');
  const bytes = file.window.length;
  const passage = file.passage(bytes);
  const remarks = new RemarksOn(file, passage, 0);
  const record = readLines(file, passage, remarks);
  const { problems, kept } = remarks;
  yield { kind: 'record', index: 0, record, problems, kept };
  file.pass(passage, bytes);
}

function readLines(file: Progress, passage: Passage, remarks: RemarksOn) {
  const lines = linesOf(file, passage);
  const { plan } = file;
  const constants = plan.document.constants?.value ?? {};
  const own = lines.filter(({ code }) => !Object.hasOwn(constants, code));
  const troubles: Trouble[] = [];
  const record = toDocument(plan.level, own, (one) => troubles.push(one));
  for (const one of troubles) remarks.trouble(one, own[one.path[0] ?? 0] ?? nowhere);
  const tell = (one: Finding) => remarks.tell(one, lineOf(lines, plan.level.byKey.get(one.key)?.code));
  checkRecord(
    checking(plan, false, (one) => troubles.some(({ key }) => key === one.key) || tell(one)),
    record,
  );
  for (const [element, value] of Object.entries(constants)) {
    const found = lines.filter(({ code }) => code === element);
    if (found.length === 1 && found[0]?.text === value) continue;
    remarks.tell({ code: 'constantDiffers', key: '', detail: { element } }, lineOf(lines, element));
  }
  for (const { index } of passage.kept)
    remarks.tell({ code: 'bytesBroken', key: '' }, { from: index, to: index + 1 });
  for (const { code, from, text } of lines)
    tellControl(remarks, plan.level.byCode.get(code)?.key ?? '', from + code.length + 1, text);
  return record;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what no value has a use for
const CONTROL = /[\0-\x1f\x7f]/;

function tellControl(remarks: RemarksOn, key: string, from: number, text: string): void {
  const at = text.search(CONTROL);
  if (at < 0) return;
  const detail = { position: at + 1 };
  remarks.tell({ code: 'characterForbidden', key, detail }, { from: from + at, to: from + at + 1 });
}

const nowhere = { from: 0, to: 0 };
const lineOf = (lines: readonly Line[], code: string | undefined) =>
  lines.find((line) => line.code === code) ?? nowhere;

function linesOf(file: Progress, passage: Passage): Line[] {
  const lines: Line[] = [];
  for (const { 0: whole, 1: line = '', index } of passage.text.matchAll(/([^\n]*)(?:\n|$)/g)) {
    if (whole === '') continue;
    if (!whole.endsWith('\n')) throw lineFault(file, passage, 'app:fileTruncated', index);
    const match = /^([A-Za-z][A-Za-z0-9_]*)=([^\r]*)\r?$/.exec(line);
    if (!match) throw lineFault(file, passage, 'app:fileMalformed', index);
    const [, code = '', text = ''] = match;
    lines.push({ code, text, from: index, to: index + line.length });
  }
  if (lines.length === 0) throw file.fail('app:fileTruncated');
  return lines;
}

const lineFault = (
  file: Progress,
  passage: Passage,
  key: 'app:fileTruncated' | 'app:fileMalformed',
  index: number,
) => new FileError(key, { place: file.placeOf(passage, index), record: 0 });
