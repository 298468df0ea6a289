import { X509Certificate } from 'node:crypto';
import type { TLSSocket } from 'node:tls';
import * as tls from 'node:tls';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { sameFingerprint, type Trust, tlsOptions } from './trust.ts';
import { failedOnTheWay } from './way-there.ts';

/**
 * Secrets by which a handshake tells that the server has proved to hold its key: 1.3, then 1.2. At that moment
 * the certificate can be read even of a peer that is about to be refused, and nothing has been sent to it yet.
 * (Watched on node 22, TLS 1.2 and 1.3. `getPeerX509Certificate` would take the certificate out of the session,
 * so that the check that follows finds none; `getPeerCertificate` leaves it there.)
 */
const PROVED = /^(EXPORTER_SECRET|CLIENT_RANDOM) /;

/** Tells the certificate that a peer shows, whether or not it will be trusted. */
export function watchPeer(socket: TLSSocket, seen: (certificate: X509Certificate) => void): void {
  socket.on('keylog', (line: Buffer) => {
    const raw = PROVED.test(line.toString('latin1')) ? socket.getPeerCertificate().raw : undefined;
    if (raw) seen(new X509Certificate(raw));
  });
}

export interface PeerCertificate {
  fingerprint256: string;
  pem: string;
  subject: string;
  validTo: string;
}

/** Trusts nothing, so every handshake ends in refusal. */
const NOBODY: Trust = { kind: 'web', ca: [] };
const DEADLINE_MS = 10_000;

/**
 * The certificate that the console shows now, for an administrator who holds its fingerprint from elsewhere:
 * with `expected`, another certificate throws `app:consoleChanged`. Verification stays on: the handshake is
 * refused, and nothing is said to the peer. Throws `app:consoleUnreachable`, `app:consoleTimeout`,
 * `app:consoleGarbled`.
 */
export async function readPeerCertificate(url: string, expected?: string): Promise<PeerCertificate> {
  const certificate = await peek(new URL(url));
  const { fingerprint256, subject, validTo } = certificate;
  if (expected !== undefined && !sameFingerprint(expected, fingerprint256)) {
    throw new CodedError('app:consoleChanged');
  }
  return { fingerprint256, pem: certificate.toString(), subject, validTo };
}

function peek(url: URL): Promise<X509Certificate> {
  return new Promise((resolve, reject) => {
    const options = { ...tlsOptions(NOBODY, url.hostname), port: Number(url.port || 443) };
    const socket = tls.connect(options);
    const timer = setTimeout(() => fail('app:consoleTimeout'), DEADLINE_MS);
    const fail = (key: 'app:consoleTimeout' | 'app:consoleUnreachable' | 'app:consoleGarbled') => {
      reject(new CodedError(key));
      socket.destroy();
    };
    watchPeer(socket, (certificate) => {
      resolve(certificate);
      socket.destroy();
    });
    socket.on('error', (error: NodeJS.ErrnoException) =>
      fail(failedOnTheWay(error) ? 'app:consoleUnreachable' : 'app:consoleGarbled'),
    );
    socket.on('close', () => {
      clearTimeout(timer);
      fail('app:consoleGarbled');
    });
  });
}
