import { callJson } from '../request.ts';
import { CLIENT_HEADER } from './console.ts';

/** Something that the HIS had and has no longer, or an answer that was not for it. */
export interface Loss {
  /** Which round of its work, from 1. */
  round: number;
  what: string;
}

export interface HisOptions {
  url: string;
  /** PEM of the console's certificate. */
  certificate: string;
  /** PIN of the doctor card in the slot; without one the HIS works with SAM and patient card only. */
  pin?: string;
  /** The ID on the card that lies in the slot now; null while there is none. */
  patientId: () => string | null;
}

export interface WorkingHis {
  losses: readonly Loss[];
  rounds(): number;
  /** Resolves after `count` more rounds. */
  worked(count: number): Promise<void>;
  /** Ends after the round in hand, and closes what it opened. */
  stop(): Promise<void>;
}

/**
 * A HIS that works on the console as real ones do: opens it once in the morning, verifies SAM and doctor card
 * once, then reads cards and signs all day. It never opens again: what is gone is reported as lost.
 */
export async function startHisClient(options: HisOptions): Promise<WorkingHis> {
  const losses: Loss[] = [];
  const waiting = new Map<number, () => void>();
  let round = 0;
  let stopping = false;
  await openForTheDay(options);
  const work = async () => {
    while (!stopping) {
      round += 1;
      for (const what of await oneRound(options)) losses.push({ round, what });
      waiting.get(round)?.();
      waiting.delete(round);
    }
  };
  const done = work();
  return {
    losses,
    rounds: () => round,
    worked: (count) =>
      Promise.race([new Promise<void>((resolve) => waiting.set(round + count, resolve)), done]),
    stop: async () => {
      stopping = true;
      await done;
      await call(options, 'POST', '/api/common/v1/Finalize', {});
    },
  };
}

async function openForTheDay(options: HisOptions): Promise<void> {
  await must(options, '/api/common/v1/Initial', {}, [0, 1001]);
  await must(options, '/api/sam/v1/Verification', {}, [0]);
  if (options.pin) await must(options, '/api/hpc/v1/Verification/Hpc', { pin: options.pin }, [0]);
}

async function must(
  options: HisOptions,
  path: string,
  body: unknown,
  good: readonly number[],
): Promise<void> {
  const { statusCode } = await call(options, 'POST', path, body);
  if (!good.includes(Number(statusCode))) throw new Error(`HIS: ${path} gave ${statusCode}`);
}

/** Status, SAM signature, doctor's signature, the patient's card: what was lost, in words. */
async function oneRound(options: HisOptions): Promise<string[]> {
  const lost: string[] = [];
  const { status } = await call(options, 'GET', '/api/common/v1/Status');
  const { initialized, sam, hpc } = status as { initialized: boolean; sam: Level; hpc: Level };
  if (!initialized) lost.push('the console is no longer initialised');
  if (sam.status !== 2) lost.push(`SAM status ${sam.status}`);
  if (options.pin && hpc.status !== 3) lost.push(`doctor card status ${hpc.status}`);
  const signed = await sign(options, '/api/sam/v1/Signature');
  if (signed.statusCode !== 0) lost.push(`SAM signature refused: ${signed.statusCode}`);
  if (options.pin) {
    const doctor = await sign(options, '/api/hpc/v1/Signature');
    if (doctor.statusCode !== 0) lost.push(`doctor's signature refused: ${doctor.statusCode}`);
  }
  return [...lost, ...(await readPatient(options))];
}
type Level = { status: number };

/** Logs out the last patient before reading, as products do; the card in the slot must be the one read. */
async function readPatient(options: HisOptions): Promise<string[]> {
  const before = options.patientId();
  if (before === null) return [];
  await call(options, 'DELETE', '/api/hc/v1/Logout');
  const read = await sign(options, '/api/hc/v1/Signature/Hc');
  // The test swapped cards meanwhile: either answer would be right.
  if (options.patientId() !== before) return [];
  if (read.statusCode !== 0) return [`patient card refused: ${read.statusCode}`];
  return read.hcIdNo === before ? [] : ['another patient’s card was read'];
}

const sign = (options: HisOptions, path: string) => call(options, 'POST', path, { serviceType: '30' });

async function call({ url, certificate }: HisOptions, method: string, path: string, body?: unknown) {
  const headers = { [CLIENT_HEADER]: 'his' };
  return (await callJson(url + path, { ca: certificate, method, body, headers })).body;
}
