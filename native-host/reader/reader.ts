import type { Signing } from '../../shared/contract/operation.ts';
import type { NationalId } from '../../shared/domain/national-id.ts';

export type Signer = Signing['signer'];

export function usesPatientCard(signer: Signer): boolean {
  return signer === 'hc' || signer === 'hpcHc';
}

export function usesDoctorCard(signer: Signer): boolean {
  return signer === 'hpc' || signer === 'hpcHc';
}

/**
 * As `hisGetCardStatus` counts (facts, section 3): 0 absent, 9 wrong card; SAM 1 not authenticated, 2 authenticated;
 * patient card 1 to 5, ever more closely authenticated; doctor card 2 PIN not yet, 3 PIN verified.
 */
export interface ReaderStatus {
  initialized: boolean;
  sam: number;
  patientCard: number;
  doctorCard: number;
}

export interface SignatureNeed {
  signer: Signer;
  serviceType: string;
  /** Whose card must sign, where the signer is or includes the patient's card. */
  patient: NationalId;
}

/** What one signature says. Never leaves the host but in the request that it signs. */
export interface Proof {
  signature: string;
  clientRandom: string;
  samId: string;
  institutionCode: string;
  serviceType: string;
  doctorCardNo: string | null;
  doctorId: string | null;
  patientCardNo: string | null;
  patientId: string | null;
  /** When signing began, ms since the epoch: its age counts from here. */
  at: number;
}

/**
 * What a reader can do for us. It belongs to the HIS: no adapter ends a session that it did not open.
 * Throws `reader:NNNN` for what the reader says, `app:insertPatientCard`, `app:insertDoctorCard`,
 * `app:cardOtherPatient`, `app:readerBusy`, `app:console*`.
 */
export interface Reader {
  status(): Promise<ReaderStatus>;
  /** Because the user asks: authenticates the security module unless it is; forgets earlier failures. */
  verifySam(): Promise<ReaderStatus>;
  sign(need: SignatureNeed): Promise<Proof>;
}
