import type { X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import * as https from 'node:https';
import type { TLSSocket } from 'node:tls';
import { watchPeer } from '../trust/peer.ts';
import { type Trust, tlsOptions } from '../trust/trust.ts';
import { failedOnTheWay } from '../trust/way-there.ts';

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
  /** No connection: refused, no route, no such name, nobody who picks up in time. */
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

type Fail = (kind: FailureKind, cause?: unknown) => void;

/**
 * One request on a connection of its own: no agent, so neither sockets nor TLS sessions are ever shared between
 * trusts; no redirect is followed and no proxy asked. Throws ExchangeError.
 */
export function exchange(asked: Exchange): Promise<{ status: number; body: Buffer }> {
  if (asked.signal?.aborted) return Promise.reject(new ExchangeError('aborted'));
  return new Promise((resolve, reject) => {
    const request = open(asked);
    const line = watchLine(request);
    const end = () => {
      clearTimeout(timer);
      asked.signal?.removeEventListener('abort', abort);
    };
    const fail: Fail = (kind, cause) => {
      end();
      reject(new ExchangeError(kind, cause, line.peer));
      request.destroy();
    };
    const abort = () => fail('aborted');
    const timer = setTimeout(() => fail(line.connected ? 'timeout' : 'unreachable'), asked.deadlineMs);
    asked.signal?.addEventListener('abort', abort);
    request.on('error', (error) => fail(failureOf(error, line.secure), error));
    request.on('response', (response) =>
      collect(response, asked.maxBytes, fail, (body) => {
        end();
        resolve({ status: response.statusCode ?? 0, body });
      }),
    );
    request.end(payloadOf(asked.body));
  });
}

function open({ url, method, body, trust }: Exchange): ReturnType<typeof https.request> {
  const payload = payloadOf(body);
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return https.request({
    ...tlsOptions(trust, url.hostname),
    agent: false,
    port: url.port || 443,
    path: url.pathname,
    method,
    headers: {
      accept: 'application/json',
      ...(payload && { ...type, 'content-length': payload.length }),
    },
  });
}

function payloadOf(body: unknown): Buffer | undefined {
  return body === undefined ? undefined : Buffer.from(JSON.stringify(body));
}

/** How far a connection has come, and whom it met. */
function watchLine(request: ReturnType<typeof https.request>) {
  const line = { connected: false, secure: false, peer: undefined as X509Certificate | undefined };
  request.on('socket', (socket) => {
    watchPeer(socket as TLSSocket, (certificate) => {
      line.peer = certificate;
    });
    socket.on('connect', () => {
      line.connected = true;
    });
    socket.on('secureConnect', () => {
      line.secure = true;
    });
  });
  return line;
}

function collect(
  response: IncomingMessage,
  maxBytes: number,
  fail: Fail,
  whole: (body: Buffer) => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) fail('tooLarge');
    else chunks.push(chunk);
  });
  response.on('error', (error) => fail('cut', error));
  response.on('end', () => whole(Buffer.concat(chunks)));
}

/** After the handshake a line can only break; before it, nobody was met, or somebody who is not believed. */
function failureOf(error: NodeJS.ErrnoException, secure: boolean): FailureKind {
  if (secure) return 'cut';
  return failedOnTheWay(error) ? 'unreachable' : 'untrusted';
}
