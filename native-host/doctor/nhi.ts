import { note } from '../../shared/protocol/doctor-texts.ts';
import { CodedError, type ErrorKey } from '../../shared/protocol/errors/codes.ts';
import { endpointKind } from '../config/endpoint.ts';
import { urlOf } from '../contract/guard.ts';
import { OWN } from '../query/service.ts';
import { ExchangeError, exchange } from '../transport/exchange.ts';
import { webTrust } from '../trust/trust.ts';
import { ok, type Probe } from './probe.ts';

const DEADLINE_MS = 8_000;
const MAX_BYTES = 1024 * 1024;

const KEYS: Partial<Record<ExchangeError['kind'], ErrorKey>> = {
  unreachable: 'app:vpnUnreachable',
  untrusted: 'app:tlsUntrusted',
  timeout: 'app:webTimeout',
  cut: 'app:webHttp',
};

/** A handshake, and any HTTP answer at all to a request for `/`: nothing about a patient is sent. */
export const nhiProbe: Probe = {
  link: 'nhi',
  needs: ['configuration'],
  run: async ({ parts }, { signal }) => {
    const { endpoints, webCa } = parts.config();
    const { origin } = urlOf(parts.contracts().get(OWN), endpoints.web);
    const kind = endpointKind(origin);
    if (kind === 'refused') throw new CodedError('app:endpointRefused', new URL(origin).host);
    const asked = {
      url: new URL(origin),
      method: 'GET',
      trust: webTrust(webCa),
      deadlineMs: DEADLINE_MS,
    } as const;
    const { status } = await exchange({ ...asked, maxBytes: MAX_BYTES, signal }).catch((error: unknown) => {
      const key = error instanceof ExchangeError ? KEYS[error.kind] : undefined;
      throw new CodedError(key ?? 'app:webHttp', undefined, { cause: error });
    });
    return ok(note('reached', origin, kind, status));
  },
};
