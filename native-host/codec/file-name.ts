import type { BatchOperation } from '../../shared/contract/batch.ts';
import { hasInstitutionShape } from '../../shared/domain/institution-code.ts';
import { fromRoc, toRoc } from '../../shared/domain/roc-date.ts';
import type { TaiwanDate } from '../../shared/domain/taiwan-date.ts';
import { CodedError } from '../../shared/protocol/errors/codes.ts';

type Transfer = Pick<BatchOperation['transfer'], 'fileName' | 'serialDigits'>;

/** What a file name says; `serial` from 1 on. A part that the template does not have is null. */
export interface FileNameParts {
  institution: string | null;
  day: TaiwanDate | null;
  serial: number | null;
}

/** The name of a file, after the contract's template. Throws `app:fileNameOther` for parts that fit in none. */
export function fileNameOf(
  { fileName, serialDigits }: Transfer,
  parts: { institution: string; day: TaiwanDate; serial: number },
): string {
  const { institution, day, serial } = parts;
  const digits = serialDigits.value;
  if (!hasInstitutionShape(institution)) throw new CodedError('app:fileNameOther', 'institution');
  if (!Number.isInteger(serial) || serial < 1 || serial >= 10 ** digits)
    throw new CodedError('app:fileNameOther', 'serial');
  return fileName.value
    .replaceAll('{institution}', institution)
    .replaceAll('{rocDate}', toRoc(day))
    .replaceAll('{serial}', String(serial).padStart(digits, '0'));
}

/** What a name says by the same template; null: it is no such name. */
export function readFileName({ fileName, serialDigits }: Transfer, name: string): FileNameParts | null {
  const source = fileName.value
    .replace(/[.\\-]/g, '\\$&')
    .replace('{institution}', '(?<institution>[0-9A-Z]{10})')
    .replace('{rocDate}', '(?<day>\\d{7})')
    .replace('{serial}', `(?<serial>\\d{${serialDigits.value}})`);
  const groups = new RegExp(`^${source}$`).exec(name)?.groups;
  if (!groups) return /^[^{}]*$/.test(fileName.value) && name === fileName.value ? NOTHING : null;
  const day = groups.day === undefined ? null : fromRoc(groups.day);
  const serial = groups.serial === undefined ? null : Number(groups.serial);
  if ((groups.day !== undefined && !day) || serial === 0) return null;
  return { institution: groups.institution ?? null, day, serial };
}
const NOTHING: FileNameParts = { institution: null, day: null, serial: null };
