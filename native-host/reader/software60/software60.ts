import type * as v from 'valibot';
import { CodedError } from '../../../shared/protocol/errors/codes.ts';
import type { Pin } from '../../trust/trust.ts';
import {
  type Proof,
  type Reader,
  type ReaderStatus,
  type SignatureNeed,
  type Signer,
  usesPatientCard,
} from '../reader.ts';
import { CodeAnswer, SIGNATURE_ANSWERS, StatusAnswer } from './answers.ts';
import { cardError, cardsReady } from './cards.ts';
import { type Console, IDC_MS, LOCAL_MS, openConsole } from './console.ts';
import { samSession } from './sam-session.ts';

const PATHS: Record<Signer, string> = {
  sam: '/api/sam/v1/Signature',
  hc: '/api/hc/v1/Signature/Hc',
  hpc: '/api/hpc/v1/Signature',
  hpcHc: '/api/hc/v1/Signature/HpcHc',
};
const SAM_AUTHENTICATED = 2;
/** 安全模組尚未與 IDC 認證. */
const SAM_NOT_AUTHENTICATED = 'reader:4050';
/** Authenticated with the IDC, as a virtual card is too: it has no slot that a logout would read it from again. */
const WITH_IDC = 5;

/** The reader control software 6.0 as a Reader. Never finalises, never logs the doctor's card out. */
export function software60(url: string, pins: readonly Pin[], now: () => number): Reader {
  const console = openConsole(url, pins);
  const sam = samSession(console, now);
  return {
    status: () => statusOf(console),
    async verifySam() {
      sam.forgetFailure();
      const status = await opened(await statusOf(console), console, sam.open);
      if (status.sam === SAM_AUTHENTICATED) return status;
      await sam.verify();
      return statusOf(console);
    },
    sign: (need) => sign(need, console, sam, now),
  };
}

async function sign(
  need: SignatureNeed,
  console: Console,
  sam: ReturnType<typeof samSession>,
  now: () => number,
): Promise<Proof> {
  const before = await statusOf(console);
  const status = await opened(before, console, sam.open);
  cardsReady(need.signer, status);
  // A console that somebody else opened may be authenticating right now, and a second call would undo it for a
  // while; a signature waits its turn in the console and tells. One that we opened is ours to authenticate.
  const ours = status.sam !== SAM_AUTHENTICATED && !before.initialized;
  if (ours) await sam.verify();
  try {
    return await signOnce(need, status, console, now);
  } catch (error) {
    // Authenticated for this need already: "not authenticated" is what the user is told, not a reason to repeat.
    if (ours || !(error instanceof CodedError && error.key === SAM_NOT_AUTHENTICATED)) throw error;
    await sam.verify();
    return signOnce(need, status, console, now);
  }
}

async function signOnce(
  need: SignatureNeed,
  status: ReaderStatus,
  console: Console,
  now: () => number,
): Promise<Proof> {
  const at = now();
  if (!usesPatientCard(need.signer)) return signature(need, at, console);
  if (status.patientCard === WITH_IDC) {
    const proof = await signature(need, at, console);
    if (proof.patientId === need.patient) return proof;
  }
  // Without it the previous patient's data come back (facts, section 4).
  await console.call({ method: 'DELETE', path: '/api/hc/v1/Logout', deadlineMs: LOCAL_MS }, CodeAnswer);
  const proof = await signature(need, at, console);
  if (proof.patientId !== need.patient) throw new CodedError('app:cardOtherPatient');
  return proof;
}

async function signature(need: SignatureNeed, at: number, console: Console): Promise<Proof> {
  const { signer, serviceType } = need;
  const call = { method: 'POST', path: PATHS[signer], body: { serviceType }, deadlineMs: IDC_MS } as const;
  const schema: v.GenericSchema<unknown, Answer> = SIGNATURE_ANSWERS[signer];
  const answer = await console.call(call, schema).catch(async (error: unknown) => {
    throw await cardError(error, signer, () => statusOf(console));
  });
  return {
    signature: answer.signature,
    clientRandom: answer.clientRandom,
    samId: answer.samId,
    institutionCode: answer.hospitalId,
    serviceType,
    doctorCardNo: answer.hpcId ?? null,
    doctorId: answer.hpcIdNo ?? null,
    patientCardNo: answer.hcId ?? null,
    patientId: answer.hcIdNo ?? null,
    at,
  };
}

type Answer = Record<'signature' | 'clientRandom' | 'samId' | 'hospitalId', string> & {
  [K in 'hcId' | 'hcIdNo' | 'hpcId' | 'hpcIdNo']?: string | undefined;
};

/** The status of a console that is open, which it is opened for where nobody has. */
async function opened(
  status: ReaderStatus,
  console: Console,
  open: () => Promise<void>,
): Promise<ReaderStatus> {
  if (status.initialized) return status;
  await open();
  return statusOf(console);
}

async function statusOf(console: Console): Promise<ReaderStatus> {
  const call = { method: 'GET', path: '/api/common/v1/Status', deadlineMs: LOCAL_MS } as const;
  const { status } = await console.call(call, StatusAnswer);
  const { initialized, sam, hc, hpc } = status;
  return { initialized, sam: sam.status, patientCard: hc.status, doctorCard: hpc.status };
}
