import { CodedError, type ErrorKey } from '../../shared/protocol/errors/codes.ts';
import type { Trust } from '../trust/trust.ts';
import { ExchangeError, exchange, type FailureKind } from './exchange.ts';
import { readJson } from './json.ts';

/** Hundreds of referrals with full texts stay far below it. */
const MAX_BYTES = 4 * 1024 * 1024;

/** The NHI's web API: one JSON question, one JSON answer. */
export interface WebTransport {
  /**
   * Throws `app:vpnUnreachable`, `app:tlsUntrusted`, `app:webTimeout`, `app:webHttp` (field: the status),
   * `app:answerIncomplete` when the line is cut, `app:answerUnreadable`, `wire:cancelled`.
   */
  post(url: URL, body: unknown, deadlineMs: number, signal: AbortSignal): Promise<unknown>;
}

const KEYS: Record<FailureKind, ErrorKey> = {
  aborted: 'wire:cancelled',
  timeout: 'app:webTimeout',
  unreachable: 'app:vpnUnreachable',
  untrusted: 'app:tlsUntrusted',
  cut: 'app:answerIncomplete',
  tooLarge: 'app:answerUnreadable',
};

export function webTransport(trust: Trust): WebTransport {
  return {
    async post(url, body, deadlineMs, signal) {
      if (url.protocol !== 'https:') throw new CodedError('app:endpointRefused', url.host);
      const asked = { url, method: 'POST', body, trust, deadlineMs, maxBytes: MAX_BYTES, signal } as const;
      const answer = await exchange(asked).catch((error: unknown) => {
        const key = error instanceof ExchangeError ? KEYS[error.kind] : 'app:internal';
        throw new CodedError(key, undefined, { cause: error });
      });
      if (answer.status !== 200) throw new CodedError('app:webHttp', String(answer.status));
      const json = readJson(answer.body);
      if (json === undefined) throw new CodedError('app:answerUnreadable', 'JSON');
      return json;
    },
  };
}
