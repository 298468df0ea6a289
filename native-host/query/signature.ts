import type { Signing } from '../../shared/contract/operation.ts';
import type { NationalId } from '../../shared/domain/national-id.ts';
import { type Proof, type Reader, usesDoctorCard, usesPatientCard } from '../reader/reader.ts';

export interface SignatureFor {
  patient: NationalId;
  /** As the page claims, null where it names none: another name is a sign that another doctor's card is meant. */
  doctor: string | null;
}

export interface Signatures {
  /**
   * A signature that may be used now. `refused`: the one that the NHI called too old; it is not given again.
   * Throws what the reader throws.
   */
  get(signing: Signing, need: SignatureFor, refused?: Proof): Promise<Proof>;
}

const MINUTE_MS = 60_000;
const PIN_VERIFIED = 3;

/**
 * Whom a signature may serve. A patient's card vouches for that patient alone, whatever the contract says of
 * reuse; a doctor's card serves while the page names the same doctor. That name is a claim, and the reader's
 * status does not say whose card it holds: a card that was exchanged and verified between two needs, under
 * one name, shows only when the next signature is made.
 */
export function signatureKey(signing: Signing, { patient, doctor }: SignatureFor): string {
  const forOne = signing.reuse === 'perPatient' || usesPatientCard(signing.signer);
  return JSON.stringify([
    signing.signer,
    signing.serviceType,
    forOne ? patient : null,
    usesDoctorCard(signing.signer) ? doctor : null,
  ]);
}

/** Signs through the reader, and keeps signatures in memory as long as the contract lets them serve. */
export function createSignatures(
  reader: Reader,
  now: () => number,
  fresh: (proof: Proof) => Promise<void> = async () => {},
): Signatures {
  const kept = new Map<string, Proof>();
  const signing = new Map<string, Promise<Proof>>();
  let departures = 0;

  const doctorLeft = (): void => {
    departures += 1;
    for (const [key, proof] of kept) if (proof.doctorCardNo !== null) kept.delete(key);
  };
  /** A doctor's card that has left, is locked again, or cannot be asked for, vouches for nothing more. */
  const seeDoctor = async (): Promise<void> => {
    let seen = 0;
    try {
      seen = (await reader.status()).doctorCard;
    } finally {
      if (seen !== PIN_VERIFIED) doctorLeft();
    }
  };
  const sign = async (rules: Signing, need: SignatureFor): Promise<Proof> => {
    const { signer, serviceType } = rules;
    const proof = await reader.sign({ signer, serviceType, patient: need.patient }).catch((error) => {
      if (usesDoctorCard(signer)) doctorLeft();
      throw error;
    });
    await fresh(proof);
    forgetOthers(kept, proof);
    return proof;
  };
  const shared = (key: string, rules: Signing, need: SignatureFor): Promise<Proof> => {
    const before = departures;
    const started = sign(rules, need)
      .then((proof) => {
        if (proof.doctorCardNo === null || before === departures) kept.set(key, proof);
        return proof;
      })
      .finally(() => signing.delete(key));
    signing.set(key, started);
    return started;
  };

  return {
    async get(rules, need, refused) {
      if (!mayServeAgain(rules, need)) return sign(rules, need);
      const key = signatureKey(rules, need);
      if (kept.get(key) === refused || !serves(kept.get(key), rules, now())) kept.delete(key);
      if (usesDoctorCard(rules.signer) && kept.has(key)) await seeDoctor();
      return kept.get(key) ?? signing.get(key) ?? shared(key, rules, need);
    },
  };
}

/** Within its window; a clock that was set back makes its age unknown, so it ends. */
function serves(proof: Proof | undefined, { windowMinutes }: Signing, now: number): boolean {
  const age = proof ? now - proof.at : -1;
  return age >= 0 && age < Math.min(windowMinutes, 60) * MINUTE_MS;
}

/** Where the page names no doctor, nothing tells one doctor's need from the next one's: each is signed for. */
function mayServeAgain({ reuse, signer }: Signing, { doctor }: SignatureFor): boolean {
  return reuse !== 'none' && !(usesDoctorCard(signer) && !doctor?.trim());
}

/** What another SAM, or another doctor's card, has signed is of the time before. */
function forgetOthers(kept: Map<string, Proof>, { samId, doctorCardNo }: Proof): void {
  for (const [key, proof] of kept) {
    const otherDoctor = doctorCardNo && proof.doctorCardNo && proof.doctorCardNo !== doctorCardNo;
    if (proof.samId !== samId || otherDoctor) kept.delete(key);
  }
}
