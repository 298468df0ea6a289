import type { WireField } from './contract.ts';
import { byteLength, type Encoding } from './encoding.ts';
import type { Reason } from './fault.ts';

/** What is wrong with a stated value, or null. */
export function valueFault(field: WireField, text: string, encoding: Encoding): Reason | null {
  if (byteLength(text, encoding) > field.maxBytes.value) return 'tooLong';
  const kind = field.kind.value;
  if (kind === 'code') return Object.hasOwn(field.codes?.value ?? {}, text) ? null : 'code';
  if (kind === 'rocDate') return isRocDate(text) ? null : 'date';
  if (kind === 'base64') return Buffer.from(text, 'base64').toString('base64') === text ? null : 'base64';
  return null;
}

/** `yyyMMdd`: a day that there was. ROC year 1 is 1912. */
export function isRocDate(text: string): boolean {
  const [, year = '', month = '', day = ''] = /^(\d{3})(\d{2})(\d{2})$/.exec(text) ?? [];
  if (Number(year) < 1) return false;
  const date = new Date(Date.UTC(Number(year) + 1911, Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}
