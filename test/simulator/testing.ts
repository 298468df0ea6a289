import { readFileSync } from 'node:fs';
import { callJson, type Reply } from './request.ts';
import type { Addresses } from './simulator.ts';

export type Body = Record<string, unknown>;
export const OWN = '/api/ipr5000/GetOwnReferrals';
export const OTHER = '/api/ipr5000/GetOtherReferrals';

/** Calls a running simulator's console and web API, trusting exactly what it said to trust. */
export function callersOf({ console, web }: Addresses) {
  const certificate = readFileSync(console.certificateFile);
  const ca = readFileSync(web.caFile);
  return {
    reader: async (method: string, path: string, body?: unknown): Promise<Body> =>
      (await callJson(console.url + path, { ca: certificate, method, body })).body,
    query: (path: string, body: unknown, signal?: AbortSignal): Promise<Reply> =>
      callJson(web.url + path, { ca, body, ...(signal && { signal }) }),
  };
}

/** The request of a 6.0 query for `patientId`, from what a signature call of the console answered. */
export function queryBody(proof: Body, patientId: string): Body & { sVerify: Body } {
  const { statusCode: _, ...sVerify } = proof;
  return {
    sHospId: proof.hospitalId,
    ...(proof.hpcId !== undefined && { sHpcId: proof.hpcId }),
    sPatId: patientId,
    sVerify,
  };
}
