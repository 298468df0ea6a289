import { randomBytes, sign, verify } from 'node:crypto';
import type { Card, CardKind } from './cards.ts';

/** What a signature speaks for. Cards that did not sign are absent. */
export interface Statement {
  clientRandom: string;
  hospitalId: string;
  samId: string;
  serviceType: string;
  hpcId?: string;
  hpcIdNo?: string;
  hcId?: string;
  hcIdNo?: string;
}
export type Cards = Partial<Record<CardKind, Card>> & { sam: Card };

const ORDER: readonly CardKind[] = ['sam', 'hpc', 'hc'];
const BIT: Record<CardKind, number> = { sam: 1, hpc: 2, hc: 4 };
const ONE = 64;
const TAIWAN_OFFSET_MS = 8 * 3_600_000;

/**
 * Signs as the simulated console does: base64 of one byte that says which cards signed, then 64 bytes of
 * ECDSA by each of them (SAM, doctor, patient) over the same text. The real layout is not public.
 */
export function makeProof(cards: Cards, serviceType: string, nowMs: number) {
  const statement = stateFor(cards, serviceType, nowMs);
  const signers = ORDER.map((kind) => cards[kind]).filter((card) => card !== undefined);
  const parts = signers.map(({ privateKey }) =>
    sign('sha256', text(statement), { key: privateKey, dsaEncoding: 'ieee-p1363' }),
  );
  const mask = signers.reduce((bits, { kind }) => bits | BIT[kind], 0);
  const signature = Buffer.concat([Buffer.from([mask]), ...parts]).toString('base64');
  return { ...statement, signature };
}

/** The kinds of card that a signature claims; null when it is not a signature at all. */
export function signersOf(signature: string): CardKind[] | null {
  const bytes = Buffer.from(signature, 'base64');
  const kinds = ORDER.filter((kind) => ((bytes[0] ?? 0) & BIT[kind]) !== 0);
  const right = bytes.toString('base64') === signature && bytes.length === 1 + ONE * kinds.length;
  return right && kinds.includes('sam') ? kinds : null;
}

/** True when each card that the signature claims really signed exactly this statement. */
export function proofHolds(statement: Statement, signature: string, cards: Cards): boolean {
  const kinds = signersOf(signature);
  if (!kinds) return false;
  const bytes = Buffer.from(signature, 'base64');
  return kinds.every((kind, place) => {
    const card = cards[kind];
    const part = bytes.subarray(1 + place * ONE, 1 + (place + 1) * ONE);
    return (
      card && verify('sha256', text(statement), { key: card.publicKey, dsaEncoding: 'ieee-p1363' }, part)
    );
  });
}

/** When it was signed, ms since the epoch: the first 14 digits of the random, Taiwan time. */
export function signedAt(clientRandom: string): number | null {
  const found = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)[0-9a-f]{32}$/.exec(clientRandom);
  if (!found) return null;
  const [, year, month, day, hour, minute, second] = found;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) - TAIWAN_OFFSET_MS;
  return Number.isNaN(at) ? null : at;
}

function stateFor({ sam, hpc, hc }: Cards, serviceType: string, nowMs: number): Statement {
  const stamp = new Date(nowMs + TAIWAN_OFFSET_MS).toISOString().replace(/\D/g, '').slice(0, 14);
  return {
    clientRandom: stamp + randomBytes(16).toString('hex'),
    hospitalId: sam.holder,
    samId: sam.no,
    serviceType,
    ...(hpc && { hpcId: hpc.no, hpcIdNo: hpc.holder }),
    ...(hc && { hcId: hc.no, hcIdNo: hc.holder }),
  };
}

function text(statement: Statement): Buffer {
  const { clientRandom, hospitalId, samId, serviceType, hpcId, hpcIdNo, hcId, hcIdNo } = statement;
  const fields = [clientRandom, hospitalId, samId, serviceType, hpcId, hpcIdNo, hcId, hcIdNo];
  return Buffer.from(JSON.stringify(fields.map((field) => field ?? null)));
}
