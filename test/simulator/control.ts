import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { CardKind, SamName } from './cards.ts';
import type { Clock } from './clock.ts';
import type { FaultBook, FaultOrder } from './faults.ts';
import { readJson, sendJson } from './http.ts';
import type { CallLog } from './log.ts';
import type { Console } from './reader/calls.ts';
import { type ConsoleState, fill, type KeyPad, newConsoleState, WRONG } from './reader/slots.ts';

/** What a test puts into a slot; null takes out what is there. */
export type Put = { sam: SamName } | { patient: number } | { doctor: number } | typeof WRONG | null;
export interface CardOrder {
  slot: CardKind;
  put: Put;
}
export interface ConsoleOrder {
  inUse?: boolean;
  latencyMs?: number;
  keyPad?: KeyPad;
  certificate?: 'first' | 'changed';
}
/** The console as a test sees it, cards and sessions by index. */
export interface ConsoleView {
  initialized: boolean;
  samVerified: boolean;
  hpcVerified: boolean;
  session: number | null;
}

export interface Controlled {
  console: Console;
  faults: FaultBook;
  log: CallLog;
  clock: Clock;
  showCertificate(which: 'first' | 'changed'): void;
}
type Action = (self: Controlled, body: never, query: URLSearchParams) => unknown;

/** A plain HTTP interface on loopback, for tests only: orders faults, moves cards, reads the log. */
export function createControlServer(self: Controlled): Server {
  const handle = async (request: IncomingMessage) => {
    const url = new URL(request.url ?? '/', 'http://control');
    const action = ACTIONS[`${request.method} ${url.pathname}`];
    if (!action) throw new RangeError('No such action');
    return (await action(self, (await readJson(request)) as never, url.searchParams)) ?? {};
  };
  return createServer((request, response) => {
    handle(request).then(
      (answer) => sendJson(response, answer),
      (error: unknown) => sendJson(response, { error: String(error) }, 400),
    );
  });
}

const ACTIONS: Record<string, Action> = {
  'GET /patients': ({ console }) => console.patients,
  'GET /doctors': ({ console }) => [0, 1, 2].map((index) => doctorView(console, index)),
  'GET /console': ({ console: { state } }) => view(state),
  'POST /console': setConsole,
  'POST /card': putCard,
  'POST /fault': ({ faults }, order: FaultOrder) => faults.order(order),
  'DELETE /faults': ({ faults }) => faults.clear(),
  'POST /clock': ({ clock }, { offsetMs }: { offsetMs: number }) => clock.shift(offsetMs),
  'GET /log': ({ log }, _body, query) => log.since(Number(query.get('since')), Number(query.get('waitMs'))),
  'POST /reset': reset,
};

function putCard({ console: { state, office } }: Controlled, { slot, put }: CardOrder): void {
  if (put === null || put === WRONG) fill(state, slot, put);
  else if ('sam' in put) fill(state, slot, office.sam(put.sam));
  else if ('patient' in put) fill(state, slot, office.patient(put.patient));
  else fill(state, slot, office.doctor(put.doctor));
}

function setConsole({ console: { state }, showCertificate }: Controlled, order: ConsoleOrder): void {
  const { certificate, ...rest } = order;
  Object.assign(state, rest);
  if (certificate) showCertificate(certificate);
}

function view({ initialized, samVerified, hpcVerified, session }: ConsoleState): ConsoleView {
  return { initialized, samVerified, hpcVerified, session: session?.patient ?? null };
}

function doctorView({ office }: Console, index: number) {
  const { no, holder, name, pin } = office.doctor(index);
  return { index, no, id: holder, name, pin };
}

/** As at the start: our SAM in its slot, no other card, no session, no faults, no log. */
function reset({ console, faults, log, clock, showCertificate }: Controlled): void {
  console.state = newConsoleState(console.office.sam('ours'));
  faults.clear();
  log.clear();
  clock.shift(0);
  showCertificate('first');
}
