import * as v from 'valibot';
import { machineFolder } from '../../config/load.ts';
import { SignOffFile } from '../../config/schema.ts';
import { saveSignOff } from '../../contract/save-sign-off.ts';
import { type Given, type Report, report } from '../command.ts';
import { misused, named } from './named.ts';
import type { Opened } from './open.ts';

/**
 * The hospital vouches for the values of one operation as they are now. Written where an administrator writes,
 * so that it counts for every user of the PC.
 */
export function signOff({ contracts }: Opened, { words, values, load }: Given): Report {
  const { operation, hash, assumed } = named(contracts, words[1]);
  const { by, remark } = values;
  const said = {
    operation,
    hash,
    by,
    at: new Date().toISOString(),
    ...(remark === undefined ? {} : { remark }),
  };
  const parsed = v.safeParse(SignOffFile, said);
  if (!parsed.success)
    throw misused(typeof by === 'string' && by.trim() !== '' ? '--by, --remark' : '--by NAME');
  const saved = saveSignOff(machineFolder(load), parsed.output);
  return report({ ...parsed.output, assumed, saved }, [
    `✔ ${operation}  ${hash}`,
    `  推定值 assumed values: ${assumed.length}`,
    `  ${saved}`,
  ]);
}
