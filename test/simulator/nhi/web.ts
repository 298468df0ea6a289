import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { CardOffice } from '../cards.ts';
import type { Identity } from '../certificates.ts';
import { loadOperation, OPERATION_NAMES, type Operation } from '../contract.ts';
import type { Fault, FaultBook } from '../faults.ts';
import { deliver, readJson, sendJson } from '../http.ts';
import type { CallLog, WebEntry } from '../log.ts';
import type { SimPatient } from '../patients/patient.ts';
import { signersOf } from '../proof.ts';
import { refusal, success } from './answer.ts';
import { type Fields, readRequest } from './request.ts';
import { verifyRequest } from './verify.ts';

export interface Nhi {
  patients: readonly SimPatient[];
  office: CardOffice;
  faults: FaultBook;
  log: CallLog;
  now(): number;
}

const OPERATIONS = OPERATION_NAMES.map(loadOperation);

/** One HTTPS listener of the web API. The wrong-CA one answers just as well, so only TLS can save a client. */
export function createWebServer(nhi: Nhi, identity: Identity, listener: WebEntry['listener']): Server {
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const operation = OPERATIONS.find(({ endpoint }) => endpoint.path.value === request.url);
    if (!operation) return sendJson(response, {}, 404);
    if (request.method !== operation.endpoint.method.value) return sendJson(response, {}, 405);
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
      return sendJson(response, {}, 415);
    const outcome = answerQuery(nhi, operation, await readJson(request));
    const { answer, faults, ...entry } = outcome;
    nhi.log.add({ on: 'web', listener, ...entry, faults: faults.map(({ kind }) => kind) });
    await deliver(response, answer, faults, nhi.faults.delay(faults));
  };
  return createServer({ cert: identity.certificate, key: identity.key }, (request, response) => {
    handle(request, response).catch((error: unknown) => {
      if (!(error instanceof SyntaxError)) process.stderr.write(`simulator: ${String(error)}\n`);
      if (!response.headersSent) sendJson(response, {}, error instanceof SyntaxError ? 400 : 500);
    });
  });
}

/** Decides one query: what is answered, what is logged, and which faults spoil it. */
function answerQuery(nhi: Nhi, operation: Operation, body: unknown) {
  const read = readRequest(operation, body);
  const fields = 'refused' in read ? {} : (read as Fields);
  const patientId = fields.patientId ?? '';
  const patient = nhi.patients.find(({ id, scenario }) => id === patientId && scenario !== 'unknownToNhi');
  const faults = nhi.faults.take('web', operation.operation, patient?.index ?? null);
  const refused =
    'refused' in read
      ? { code: '9999', refused: read.refused ?? '' }
      : verifyRequest(operation, fields, nhi.office, nhi.now() + skew(faults));
  const ordered = faults.find((fault) => fault.kind === 'code');
  const code = refused?.code ?? (ordered ? String(ordered.code) : undefined);
  const referrals = (operation.operation.includes('own') ? patient?.own : patient?.elsewhere) ?? [];
  const signature = fields['proof.signature'] ?? '';
  return {
    operation: operation.operation,
    patient: patient?.index ?? null,
    unknownPatient: !code && !patient,
    code: code ?? operation.answer.success.value[0] ?? null,
    total: code ? null : referrals.length,
    signers: signersOf(signature)?.join('+') ?? null,
    signature: signature ? createHash('sha256').update(signature).digest('hex').slice(0, 12) : null,
    refused: refused?.refused ?? null,
    answer: code ? refusal(operation, code) : success(operation, patientId, patient, referrals, faults),
    faults,
  };
}

function skew(faults: readonly Fault[]): number {
  return faults.reduce((sum, fault) => sum + (fault.kind === 'skew' ? fault.ms : 0), 0);
}
