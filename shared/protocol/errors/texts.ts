import type { ErrorBody } from '../schemas.ts';
import app from './app.json' with { type: 'json' };
import { CodedError, type ErrorClass, type ErrorKey } from './codes.ts';
import eii from './eii.json' with { type: 'json' };
import reader from './reader.json' with { type: 'json' };
import web from './web.json' with { type: 'json' };
import wire from './wire.json' with { type: 'json' };

export interface ErrorText {
  class: ErrorClass;
  /** Who can help: the user, the hospital's IT, the NHI's service desk, the HIS vendor. */
  who: 'self' | 'it' | 'nhi' | 'his';
  zh: { what: string; next: string };
  en: { what: string; next: string };
}

/** Every code that has a text, by channel. */
export const errorTables = { app, wire, reader, web, eii } as Record<string, Record<string, ErrorText>>;

/** For a code that no table lists: a human has to look, and the number is shown. */
const UNLISTED: ErrorText = {
  class: 'human',
  who: 'nhi',
  zh: { what: '收到未列在代碼表的代碼', next: '請抄下代碼並通知資訊人員' },
  en: { what: 'A code came that no table lists', next: 'Note the code and tell IT' },
};

/** What happened and what to do next, for every key there is. */
export function errorText(key: string): ErrorText {
  const [channel = '', code = ''] = key.split(':');
  const table = Object.hasOwn(errorTables, channel) ? errorTables[channel] : undefined;
  return table && Object.hasOwn(table, code) ? (table[code] ?? UNLISTED) : UNLISTED;
}

/** Any thrown thing as one code: the only place where that is decided. */
export function toErrorBody(thrown: unknown): ErrorBody {
  const error = thrown instanceof CodedError ? thrown : new CodedError('app:internal');
  const { key, field } = error;
  const raw = /^(reader|web|eii):/.test(key) ? key.slice(key.indexOf(':') + 1) : undefined;
  return {
    key: key satisfies ErrorKey,
    class: errorText(key).class,
    ...(field ? { field } : {}),
    ...(raw ? { raw } : {}),
  };
}
