import type { WireOperation } from './contract.ts';
import { isRocDate } from './value.ts';

/** What a file's name says. A part that the template lacks is null. */
export interface FileName {
  institution: string | null;
  rocDate: string | null;
  serial: number | null;
}

/** A file's name by the operation's template; null: it is no such name. */
export function readFileName({ transfer }: WireOperation, name: string): FileName | null {
  const parts: Record<string, string> = {
    institution: '(?<institution>[0-9A-Z]{10})',
    rocDate: '(?<rocDate>\\d{7})',
    serial: `(?<serial>\\d{${transfer.serialDigits.value}})`,
  };
  const pattern = transfer.fileName.value.replace(
    /\{(\w+)\}|[^\w{}]/g,
    (char, part?: string) => (part ? parts[part] : undefined) ?? `\\${char}`,
  );
  const match = new RegExp(`^${pattern}$`).exec(name);
  if (!match) return null;
  const { institution = null, rocDate = null, serial } = match.groups ?? {};
  if ((rocDate !== null && !isRocDate(rocDate)) || Number(serial ?? 1) < 1) return null;
  return { institution, rocDate, serial: serial === undefined ? null : Number(serial) };
}
