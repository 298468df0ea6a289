import { encodeFile } from '../codec/codec.ts';
import { limitsOf } from '../codec/limits.ts';
import { type Command, type Given, type Report, report } from './command.ts';
import { misused, named } from './contract/named.ts';
import { openContracts } from './contract/open.ts';
import { type Chosen, chooseFrom, isUpload, PART_OPTION } from './documents/chosen.ts';
import { writeOutput } from './documents/files.ts';
import { contentToJson } from './documents/json-documents.ts';
import { judge } from './documents/judge.ts';
import { madeUp } from './documents/made-up.ts';
import { hasErrors, problemLines, told } from './documents/problem-lines.ts';
import { sampleSet } from './documents/sample-set.ts';
import { SAMPLE_OPTIONS, sampleWishes } from './documents/sample-wishes.ts';
import { titlesOf } from './documents/titles.ts';

export const command: Command = {
  usage:
    'sample OPERATION [--count N] [--seed N] [--names plain|userDefined|unmappable] [--out FILE] [--part PART] | sample ET-SAMPLE [--seed N] [--names …] --out FOLDER',
  summary: '編造合格的文件，含罕用字姓名 / Makes up valid documents, rare names among them',
  options: { ...PART_OPTION, ...SAMPLE_OPTIONS },
  words: { least: 1, most: 1 },
  run: async (given) => {
    const { contracts } = openContracts(given.load);
    const contract = named(contracts, given.words[0]);
    if (contract.channel === 'sample') return sampleSet(contracts, contract.data, given);
    if (contract.channel !== 'batch') throw misused('OPERATION');
    return sample(chooseFrom(contract, given.values.part, ['document', 'answer']), given);
  },
};

/** The file as it would be sent, or with `--json` the documents as `encode` takes them. */
function sample({ operation, part, document }: Chosen, { values }: Given): Report {
  const content = madeUp(document, sampleWishes(values));
  const data = contentToJson(content);
  const limits = limitsOf(operation.data);
  const titleOf = titlesOf(document);
  const problems = judge(document, content, limits).map((one) => told(one, titleOf, isUpload(part)));
  const notes = problems.flatMap(problemLines);
  if (hasErrors(problems)) return { ...report(data, [], false), notes };
  if (values.json === true && values.out === undefined) return report(data, []);
  const { bytes } = encodeFile(document, content, limits);
  if (typeof values.out !== 'string') return { ...report(data, []), bytes, notes };
  writeOutput(values.out, bytes);
  const written = { file: values.out, bytes: bytes.length, records: content.records.length };
  return { ...report(written, [values.out]), notes };
}
