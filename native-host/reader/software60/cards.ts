import { CodedError } from '../../../shared/protocol/errors/codes.ts';
import { type ReaderStatus, type Signer, usesDoctorCard, usesPatientCard } from '../reader.ts';

const ABSENT = 0;
const WRONG = 9;
const PIN_VERIFIED = 3;

/** 未置入卡片 says not which; 4013 and 4014 do. 1402 and 4042: the doctor's card waits for its PIN. */
const NO_CARD = 'reader:1102';
const NO_PATIENT_CARD = 'reader:4013';
const DOCTOR_CARD = ['reader:4014', 'reader:1402', 'reader:4042'];

/** Throws for the first card that the signer lacks, before anybody's session is touched. */
export function cardsReady(signer: Signer, status: ReaderStatus): void {
  if (status.sam === ABSENT) throw new CodedError('reader:4012');
  if (status.sam === WRONG) throw new CodedError('reader:4032');
  if (usesDoctorCard(signer)) {
    if (status.doctorCard === WRONG) throw new CodedError('reader:4034');
    if (status.doctorCard < PIN_VERIFIED) throw new CodedError('app:insertDoctorCard');
  }
  if (usesPatientCard(signer)) {
    if (status.patientCard === WRONG) throw new CodedError('reader:4033');
    if (status.patientCard === ABSENT) throw new CodedError('app:insertPatientCard');
  }
}

/** A card that went between status and signature: says whose it was, keeping the reader's own code as field. */
export async function cardError(
  error: unknown,
  signer: Signer,
  status: () => Promise<ReaderStatus>,
): Promise<unknown> {
  if (!(error instanceof CodedError)) return error;
  const raw = error.key.slice('reader:'.length);
  if (error.key === NO_PATIENT_CARD) return new CodedError('app:insertPatientCard', raw);
  if (DOCTOR_CARD.includes(error.key)) return new CodedError('app:insertDoctorCard', raw);
  if (error.key !== NO_CARD) return error;
  const doctors = signer === 'hpc' || (signer === 'hpcHc' && (await status()).doctorCard === ABSENT);
  return new CodedError(doctors ? 'app:insertDoctorCard' : 'app:insertPatientCard', raw);
}
