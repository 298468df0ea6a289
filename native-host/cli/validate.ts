import type { Problem } from '../../shared/domain/problem.ts';
import { errorText, toErrorBody } from '../../shared/protocol/errors/texts.ts';
import { asWritten } from '../codec/check/as-written.ts';
import { decodeFile } from '../codec/codec.ts';
import { FileError } from '../codec/fault/file-error.ts';
import { limitsOf } from '../codec/limits.ts';
import { type Command, type Report, report } from './command.ts';
import { type Chosen, chosen, isUpload, PART_OPTION } from './documents/chosen.ts';
import { readInput } from './documents/files.ts';
import { judge, rulesSay } from './documents/judge.ts';
import { placing } from './documents/place-of.ts';
import { hasErrors, problemLines, told } from './documents/problem-lines.ts';
import { titlesOf } from './documents/titles.ts';
import { withoutEchoes } from './documents/without-echoes.ts';

export const command: Command = {
  usage: 'validate OPERATION FILE|- [--part PART]',
  summary: '檢查檔案：格式、內容、規定 / Checks a file against contract and rules; exit code 1 on errors',
  options: PART_OPTION,
  words: { least: 2, most: 2 },
  run: async (given) => {
    const one = chosen(given, ['document', 'answer']);
    return validate(one, await readInput(given.words[1]));
  },
};

function validate(one: Chosen, bytes: Uint8Array): Report {
  const { operation, part, document } = one;
  const of = { operation: operation.operation, part };
  const found = problemsIn(one, bytes);
  if (found instanceof FileError) return unreadable(of, found);
  const titleOf = titlesOf(document);
  const problems = found.problems.map((problem) => told(problem, titleOf, isUpload(part)));
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const summary = `${found.records} 筆：${errors} 項錯誤，${problems.length - errors} 項提醒 / ${found.records} records, ${errors} errors, ${problems.length - errors} warnings`;
  const lines = [...problems.flatMap(problemLines), summary];
  return report({ ...of, records: found.records, problems }, lines, !hasErrors(problems));
}

/** What we would send is judged whole; of what the NHI sent, reading has told all but the rules. */
function problemsIn(
  { operation, part, document }: Chosen,
  bytes: Uint8Array,
): { records: number; problems: Problem[] } | FileError {
  try {
    const file = decodeFile(document, bytes);
    const [read, judged] = isUpload(part)
      ? [asWritten(file.problems), judge(document, file, limitsOf(operation.data))]
      : [file.problems, rulesSay(document, file)];
    const problems = withoutEchoes(read, judged).map(placing(document, bytes));
    return { records: file.records.length, problems: problems.sort(byPlace) };
  } catch (thrown) {
    if (thrown instanceof FileError) return thrown;
    throw thrown;
  }
}

const byPlace = (a: Problem, b: Problem) =>
  a.record - b.record || (a.place?.byte ?? 0) - (b.place?.byte ?? 0);

function unreadable(of: object, thrown: FileError): Report {
  const { zh, en } = errorText(thrown.key);
  const { place, record } = thrown;
  const where = place ? `第 ${place.line} 行第 ${place.column} 字：` : '';
  const error = { ...toErrorBody(thrown), zh, en, place, record };
  const lines = [`✘ ${where}${zh.what}。${zh.next}。`, `    ${en.what}. ${en.next}. [${thrown.key}]`];
  return report({ ...of, error }, lines, false);
}
