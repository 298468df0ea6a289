import { taiwanToday } from '../../shared/domain/taiwan-date.ts';
import type { FileContent } from '../codec/check/file.ts';
import { encodeFile } from '../codec/codec.ts';
import { limitsOf } from '../codec/limits.ts';
import { type Command, type Given, type Report, report } from './command.ts';
import { type Chosen, chosen, isUpload, PART_OPTION } from './documents/chosen.ts';
import { readInput, writeOutput } from './documents/files.ts';
import { headFor } from './documents/head-for.ts';
import { contentFromJson, contentToJson, textFrom } from './documents/json-documents.ts';
import { judge } from './documents/judge.ts';
import { madeUp } from './documents/made-up.ts';
import { hasErrors, problemLines, told } from './documents/problem-lines.ts';
import { titlesOf } from './documents/titles.ts';

export const command: Command = {
  usage: 'encode OPERATION FILE|- [--out FILE] [--part PART] | encode --example OPERATION',
  summary: '把 JSON 文件寫成健保署的檔案 / Writes documents (JSON) as the NHI’s file',
  options: { ...PART_OPTION, out: { type: 'string' }, example: { type: 'boolean' } },
  words: { least: 1, most: 2 },
  run: async (given) => {
    const one = chosen(given, ['document', 'request']);
    return given.values.example ? example(one) : encode(one, given);
  },
};

/** An input to start from: what makes no sense for the caller's case is to be taken out. */
function example({ document }: Chosen): Report {
  const data = contentToJson(madeUp(document, { seed: 1, count: 1, characters: 'plain' }));
  const text = JSON.stringify(data, null, 2);
  return { ...report(data, [text]), json: text };
}

async function encode({ operation, part, document }: Chosen, { words, values }: Given): Promise<Report> {
  const text = textFrom(await readInput(words[1]));
  const given = contentFromJson(document.content, text);
  const content: FileContent = {
    ...given,
    head: given.head ?? headFor(document, given.records, taiwanToday(Date.now())),
  };
  const limits = limitsOf(operation.data);
  const titleOf = titlesOf(document);
  const problems = judge(document, content, limits).map((one) => told(one, titleOf, isUpload(part)));
  const notes = problems.flatMap(problemLines);
  if (hasErrors(problems)) return { ...report({ problems }, [], false), notes };
  const { bytes } = encodeFile(document, content, limits);
  const summary = { bytes: bytes.length, records: content.records.length, problems };
  if (typeof values.out !== 'string') {
    return { ...report({ ...summary, base64: Buffer.from(bytes).toString('base64') }, []), bytes, notes };
  }
  writeOutput(values.out, bytes);
  const line = `${summary.records} 筆，${summary.bytes} 個位元組 / ${summary.records} records, ${summary.bytes} bytes`;
  return { ...report({ ...summary, file: values.out }, [line]), notes };
}
