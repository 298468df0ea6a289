import { join } from 'node:path';
import type { SampleCase, SampleSet } from '../../../shared/contract/sample.ts';
import { taiwanToday } from '../../../shared/domain/taiwan-date.ts';
import { encodeFile } from '../../codec/codec.ts';
import { fileNameOf } from '../../codec/file-name.ts';
import { limitsOf } from '../../codec/limits.ts';
import type { Contracts } from '../../contract/contracts.ts';
import { type Given, type Report, report } from '../command.ts';
import { misused } from '../contract/named.ts';
import { chooseFrom } from './chosen.ts';
import { writeOutput } from './files.ts';
import { type MadeUp, madeUp } from './made-up.ts';
import { sampleWishes } from './sample-wishes.ts';

interface Written {
  case: string;
  operation: string;
  title: string;
  records: number;
  file: string;
}

/** The files of a test upload, one a case, named as the contract names them, into the folder of `--out`. */
export function sampleSet(contracts: Contracts, { cases }: SampleSet, { values }: Given): Report {
  // The set itself says what each file is and how many records it holds.
  for (const option of ['count', 'part']) if (values[option] !== undefined) throw misused(`--${option}`);
  const folder = values.out;
  if (typeof folder !== 'string') throw misused('--out');
  const wishes = sampleWishes(values);
  const files = cases.map((one, i) => writeCase(contracts, one, i + 1, { folder, wishes }));
  return report(
    { files },
    files.map(({ file, operation, title }) => `${file}  ${operation}  ${title}`),
  );
}

function writeCase(
  contracts: Contracts,
  { key, operation, title, count, states }: SampleCase,
  serial: number,
  { folder, wishes }: { folder: string; wishes: MadeUp },
): Written {
  const contract = contracts.batch(operation.value);
  const { document } = chooseFrom(contract, undefined, ['document', 'request']);
  const content = madeUp(document, {
    ...wishes,
    count: count.value,
    ...(states ? { states: states.value } : {}),
  });
  const institution = String((content.head ?? content.records[0])?.institutionCode);
  const day = taiwanToday(Date.now());
  const file = join(folder, fileNameOf(contract.data.transfer, { institution, day, serial }));
  writeOutput(file, encodeFile(document, content, limitsOf(contract.data)).bytes);
  return { case: key, operation: operation.value, title: title.value, records: count.value, file };
}
