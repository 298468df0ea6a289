import * as v from 'valibot';
import { CodedError, type ErrorKey } from '../../../shared/protocol/errors/codes.ts';
import type { Exchange } from '../../transport/exchange.ts';
import { readJson } from '../../transport/json.ts';
import type { Pin } from '../../trust/trust.ts';
import { CodeAnswer } from './answers.ts';
import { pinnedLine } from './pinned-line.ts';

/** Where the answer comes from the PC, and where the console first asks the NHI's IDC (facts, section 4). */
export const LOCAL_MS = 10_000;
export const IDC_MS = 25_000;
const MAX_BYTES = 64 * 1024;

/** 0, and 1001 "already initialised". */
const FINE = [0, 1001];
/** 開啟讀卡機連結埠失敗: somebody else holds the reader. */
const HELD = 9205;

type Call = Pick<Exchange, 'method' | 'body' | 'deadlineMs'> & { path: string };

export interface Console {
  /** One call after another. Throws `reader:NNNN` for a code other than success, `app:console*`, `app:readerBusy`. */
  call<S extends v.GenericSchema>(call: Call, answer: S): Promise<v.InferOutput<S>>;
}

/** The REST service of the reader control software 6.0, spoken to over TLS with its pinned certificate. */
export function openConsole(url: string, pins: readonly Pin[]): Console {
  let last: Promise<unknown> = Promise.resolve();
  const line = pinnedLine(pins);
  return {
    call(call, answer) {
      const result = last.then(() => ask(line, url, call, answer));
      last = result.catch(() => undefined);
      return result;
    },
  };
}

async function ask<S extends v.GenericSchema>(
  line: ReturnType<typeof pinnedLine>,
  url: string,
  { path, ...call }: Call,
  answer: S,
): Promise<v.InferOutput<S>> {
  const { status, body } = await line({ ...call, url: new URL(path, url), maxBytes: MAX_BYTES });
  const json = readJson(body);
  const coded = v.safeParse(CodeAnswer, json);
  if (coded.success && !FINE.includes(coded.output.statusCode)) throw codeError(coded.output.statusCode);
  const read = v.safeParse(answer, json);
  if (status !== 200 || !coded.success || !read.success) throw new CodedError('app:consoleGarbled');
  return read.output;
}

function codeError(code: number): CodedError {
  const key: ErrorKey = code === HELD ? 'app:readerBusy' : `reader:${String(code).padStart(4, '0')}`;
  return new CodedError(key);
}
