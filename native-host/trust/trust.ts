import { isIP } from 'node:net';
import * as tls from 'node:tls';

/** Whom a connection believes. Each has its own roots, and nothing else is ever added to them. */
export type Trust =
  | { kind: 'web'; ca: readonly string[] }
  /**
   * The console signs its own certificate: only this very certificate is it. One at a time, since of two roots
   * with one subject OpenSSL looks at one only (watched on node 22).
   */
  | { kind: 'console'; pin: Pin };

export interface Pin {
  /** SHA-256 of the certificate, `AB:CD:…` as every tool prints it; case and colons do not matter. */
  fingerprint256: string;
  pem: string;
}

/** The web side: the hospital's bundle where one is configured, else the roots that node ships. */
export function webTrust(ca: readonly string[] | null): Trust {
  return { kind: 'web', ca: ca ?? tls.rootCertificates };
}

/**
 * The one place where TLS options are made. `rejectUnauthorized` and `ca` are both explicit, because either
 * one left out hands the decision to the environment (NODE_TLS_REJECT_UNAUTHORIZED, NODE_EXTRA_CA_CERTS).
 */
export function tlsOptions(trust: Trust, hostname: string): tls.ConnectionOptions {
  const host = hostname.replace(/^\[|\]$/g, '');
  const roots = trust.kind === 'web' ? [...trust.ca] : [trust.pin.pem];
  return {
    rejectUnauthorized: true,
    ca: roots,
    secureContext: contextOf(roots),
    minVersion: 'TLSv1.2',
    host,
    // An IP address is no name to ask a server for (RFC 6066); the certificate is checked against it all the same.
    servername: isIP(host) ? '' : host,
    checkServerIdentity: (name, certificate) =>
      tls.checkServerIdentity(isIP(host) ? host : name, certificate) ?? pinned(trust, certificate),
  };
}

/** Parsed roots weigh up to megabytes outside the heap, where no collector sees them: made once for each set. */
const contexts = new Map<string, tls.SecureContext>();

function contextOf(ca: string[]): tls.SecureContext {
  const key = ca.join();
  const context = contexts.get(key) ?? tls.createSecureContext({ ca, minVersion: 'TLSv1.2' });
  contexts.set(key, context);
  return context;
}

/** Fingerprints are written with and without colons, in either case. */
export function sameFingerprint(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

function plain(fingerprint: string): string {
  return fingerprint.replace(/[^0-9A-Fa-f]/g, '').toUpperCase();
}

function pinned(trust: Trust, { fingerprint256 }: tls.PeerCertificate): Error | undefined {
  const held = trust.kind === 'web' || sameFingerprint(trust.pin.fingerprint256, fingerprint256);
  return held ? undefined : new Error('certificate is not pinned');
}
