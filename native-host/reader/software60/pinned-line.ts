import { CodedError, type ErrorKey } from '../../../shared/protocol/errors/codes.ts';
import { type Exchange, ExchangeError, exchange, type FailureKind } from '../../transport/exchange.ts';
import { readPeerCertificate } from '../../trust/peer.ts';
import { type Pin, sameFingerprint } from '../../trust/trust.ts';

type Asked = Omit<Exchange, 'trust'>;

const KEYS: Record<Exclude<FailureKind, 'untrusted'>, ErrorKey> = {
  aborted: 'wire:cancelled',
  timeout: 'app:consoleTimeout',
  unreachable: 'app:consoleUnreachable',
  cut: 'app:consoleGarbled',
  tooLarge: 'app:consoleGarbled',
};

/**
 * Exchanges with whichever of the pinned certificates the console shows. A handshake refused for one pin has
 * carried nothing, so it is safe to begin again with the pin of the certificate that was seen in it.
 * Throws `app:consoleNotTrusted` without any pin, `app:consoleChanged` for a certificate that is none of them.
 */
export function pinnedLine(pins: readonly Pin[]): (asked: Asked) => ReturnType<typeof exchange> {
  let [current] = pins;
  const begin = (asked: Asked, pin: Pin) => exchange({ ...asked, trust: { kind: 'console', pin } });
  return async (asked) => {
    if (!current) return refuseUnknown(asked.url);
    try {
      return await begin(asked, current);
    } catch (error) {
      const shown = shownPin(error, pins);
      if (!shown || shown === current) throw codedFailure(error, pins);
      current = shown;
      return begin(asked, shown).catch((again: unknown) => {
        throw codedFailure(again, pins);
      });
    }
  };
}

/** Nobody agreed to any certificate yet: says that, or that there is no console at all. */
async function refuseUnknown(url: URL): Promise<never> {
  await readPeerCertificate(url.href);
  throw new CodedError('app:consoleNotTrusted');
}

function shownPin(error: unknown, pins: readonly Pin[]): Pin | undefined {
  const peer = error instanceof ExchangeError && error.kind === 'untrusted' ? error.peer : undefined;
  return peer && pins.find((pin) => sameFingerprint(pin.fingerprint256, peer.fingerprint256));
}

function codedFailure(error: unknown, pins: readonly Pin[]): CodedError {
  return new CodedError(keyOf(error, pins), undefined, { cause: error });
}

function keyOf(error: unknown, pins: readonly Pin[]): ErrorKey {
  if (!(error instanceof ExchangeError)) return 'app:internal';
  if (error.kind !== 'untrusted') return KEYS[error.kind];
  if (!error.peer) return 'app:consoleGarbled';
  // The pinned one itself can only have run out, or be of another name.
  return shownPin(error, pins) ? 'app:consoleNotTrusted' : 'app:consoleChanged';
}
