import { type DecodedFile, decodeFile } from '../codec/codec.ts';
import { type Command, type Report, report } from './command.ts';
import { type Chosen, chosen, isUpload, PART_OPTION } from './documents/chosen.ts';
import { readInput } from './documents/files.ts';
import { contentToJson } from './documents/json-documents.ts';
import { problemLines, told } from './documents/problem-lines.ts';
import { titlesOf } from './documents/titles.ts';

export const command: Command = {
  usage: 'decode OPERATION FILE|- [--part PART]',
  summary: '把健保署的檔案讀成 JSON 文件 / Reads a file of the NHI as documents (JSON)',
  options: PART_OPTION,
  words: { least: 2, most: 2 },
  run: async (given) => {
    const one = chosen(given, ['document', 'answer']);
    return decoded(one, decodeFile(one.document, await readInput(given.words[1])));
  },
};

/** The documents as `encode` takes them; with `--json` also what is not as the contract has it. */
function decoded({ part, document }: Chosen, file: DecodedFile): Report {
  const content = contentToJson(file);
  const problems = file.problems.map((one) => told(one, titlesOf(document), isUpload(part)));
  const kept = file.kept.map(({ bytes, ...where }) => ({ ...where, base64: base64(bytes) }));
  const page = file.page && { ...file.page, bytes: undefined, base64: base64(file.page.bytes) };
  return {
    ...report({ ...content, problems, kept, page }, [JSON.stringify(content, null, 2)]),
    notes: problems.flatMap(problemLines),
  };
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
