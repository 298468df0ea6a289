import type { X509Certificate } from 'node:crypto';
import * as https from 'node:https';
import type { TLSSocket } from 'node:tls';
import { watchPeer } from '../trust/peer.ts';
import { type Trust, tlsOptions } from '../trust/trust.ts';

export interface Exchange {
  url: URL;
  method: 'GET' | 'POST' | 'DELETE';
  /** Sent as JSON. */
  body?: unknown;
  trust: Trust;
  /** From the first byte of the handshake to the last of the answer. */
  deadlineMs: number;
  maxBytes: number;
  signal?: AbortSignal;
}

/** How an exchange can fail, before anybody knows whose fault it is. */
export type FailureKind =
  | 'aborted'
  | 'timeout'
  /** No connection: refused, no route, no such name. */
  | 'unreachable'
  /** The handshake was refused by us: chain, name, pin, protocol. */
  | 'untrusted'
  /** The connection broke before the answer was whole. */
  | 'cut'
  | 'tooLarge';

export class ExchangeError extends Error {
  readonly kind: FailureKind;
  /** The certificate that an untrusted peer showed. */
  readonly peer: X509Certificate | undefined;

  constructor(kind: FailureKind, cause?: unknown, peer?: X509Certificate) {
    super(kind, { cause });
    this.kind = kind;
    this.peer = peer;
  }
}

/**
 * One request on a connection of its own: no agent, so neither sockets nor TLS sessions are ever shared between
 * trusts; no redirect is followed and no proxy asked. Throws ExchangeError.
 */
export function exchange(asked: Exchange): Promise<{ status: number; body: Buffer }> {
  if (asked.signal?.aborted) return Promise.reject(new ExchangeError('aborted'));
  return new Promise((resolve, reject) => {
    const state = { connected: false, secure: false, peer: undefined as X509Certificate | undefined };
    const request = open(asked);
    const end = () => {
      clearTimeout(timer);
      asked.signal?.removeEventListener('abort', abort);
    };
    const fail = (kind: FailureKind, cause?: unknown) => {
      end();
      reject(new ExchangeError(kind, cause, state.peer));
      request.destroy();
    };
    const abort = () => fail('aborted');
    const timer = setTimeout(() => fail(state.connected ? 'timeout' : 'unreachable'), asked.deadlineMs);
    asked.signal?.addEventListener('abort', abort);
    request.on('socket', (socket) => {
      watchPeer(socket as TLSSocket, (certificate) => {
        state.peer = certificate;
      });
      socket.on('connect', () => {
        state.connected = true;
      });
      socket.on('secureConnect', () => {
        state.secure = true;
      });
    });
    request.on('error', (error) => fail(failureOf(error, state.secure), error));
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > asked.maxBytes) fail('tooLarge');
        else chunks.push(chunk);
      });
      // `close` without `complete` is a cut: an answer without a length ends by closing, a broken one too.
      response.on('error', (error) => fail('cut', error));
      response.on('close', () => (response.complete ? undefined : fail('cut')));
      response.on('end', () => {
        end();
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) });
      });
    });
    request.end(payloadOf(asked.body));
  });
}

function open({ url, method, body, trust }: Exchange): ReturnType<typeof https.request> {
  const payload = payloadOf(body);
  return https.request({
    ...tlsOptions(trust, url.hostname),
    agent: false,
    port: url.port || 443,
    path: url.pathname,
    method,
    headers: {
      accept: 'application/json',
      ...(payload
        ? { 'content-type': 'application/json; charset=utf-8', 'content-length': payload.length }
        : {}),
    },
  });
}

function payloadOf(body: unknown): Buffer | undefined {
  return body === undefined ? undefined : Buffer.from(JSON.stringify(body));
}

/** Before the handshake is done, a system call that fails is the way there; anything else is a matter of trust. */
function failureOf(error: NodeJS.ErrnoException, secure: boolean): FailureKind {
  if (secure) return 'cut';
  const wayThere = error.code === 'ECONNRESET' || (error.syscall && error.code !== 'EPROTO');
  return wayThere ? 'unreachable' : 'untrusted';
}
