import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { Identity } from '../certificates.ts';
import type { FaultBook } from '../faults.ts';
import { deliver, readJson, sendJson } from '../http.ts';
import type { CallLog } from '../log.ts';
import { type Answer, CALL_NAMES, type Console, runCall } from './calls.ts';

/** The header by which a simulated client says who it is; the product sends none and is `other`. */
export const CLIENT_HEADER = 'x-simulator-client';

/** The console's HTTPS server. Calls that use a card run one after another, as one reader allows. */
export function createConsoleServer(
  console: Console,
  identity: Identity,
  faults: FaultBook,
  log: CallLog,
): Server {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (run: () => Promise<Answer>): Promise<Answer> => {
    const result = last.then(run);
    last = result.catch(() => undefined);
    return result;
  };
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const call = `${request.method} ${request.url}`;
    if (!CALL_NAMES.includes(call)) return sendJson(response, { statusCode: -1 }, 404);
    const met = faults.take('console', call);
    const body = await readJson(request);
    const coded = met.find((fault) => fault.kind === 'code');
    const stopped = coded ? { statusCode: Number(coded.code) } : undefined;
    const turn = () => runCall(console, call, body);
    const answer = stopped ?? (await (request.method === 'GET' ? turn() : inTurn(turn)));
    const client = String(request.headers[CLIENT_HEADER] ?? 'other');
    const kinds = met.map(({ kind }) => kind);
    log.add({ on: 'console', call, client, statusCode: answer.statusCode, faults: kinds });
    await deliver(response, answer, met, faults.delay(met));
  };
  return createServer({ cert: identity.certificate, key: identity.key }, (request, response) => {
    handle(request, response).catch(() => sendJson(response, { statusCode: -1 }, 400));
  });
}
