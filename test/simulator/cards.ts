import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { nameOnCard } from './patients/names.ts';
import { makeId } from './patients/national-id.ts';
import type { SimPatient } from './patients/patient.ts';
import { seeded } from './patients/random.ts';
import { INSTITUTION_CODE } from './patients/referral.ts';

export type CardKind = 'sam' | 'hpc' | 'hc';

export interface Card {
  kind: CardKind;
  no: string;
  /** The patient's or doctor's ID; the institution code for a SAM file. */
  holder: string;
  name: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
  /** Only of doctor cards. */
  pin?: string;
  /** Only of NHI cards: the patient's index, and whether it is the virtual card. */
  patient?: number;
  virtual?: true;
}

export const SAM_NAMES = ['ours', 'other', 'revoked'] as const;
export type SamName = (typeof SAM_NAMES)[number];
const OTHER_INSTITUTION = '3599000013';

/** Issues every card and, as the NHI does, knows the public key and the holder of each by its number. */
export interface CardOffice {
  sam(name: SamName): Card;
  doctor(index: number): Card;
  patient(index: number): Card;
  virtual(token: string): Card | undefined;
  find(kind: CardKind, no: string): Card | undefined;
  isRevoked(no: string): boolean;
}

export function openCardOffice(patients: readonly SimPatient[]): CardOffice {
  const issued = new Map<string, Card>();
  const issue = (card: Omit<Card, 'privateKey' | 'publicKey'>): Card => {
    const known = issued.get(`${card.kind}:${card.no}`);
    if (known) return known;
    const made = { ...card, ...generateKeyPairSync('ec', { namedCurve: 'prime256v1' }) };
    issued.set(`${card.kind}:${card.no}`, made);
    return made;
  };
  const hc = (patient: SimPatient | undefined, no: string, virtual?: true): Card => {
    if (!patient) throw new RangeError('No such patient');
    const name = nameOnCard(patient.name);
    const owner = { holder: patient.id, name, patient: patient.index };
    return issue({ kind: 'hc', no, ...owner, ...(virtual && { virtual }) });
  };
  return {
    sam: (name) => {
      const no = `SAM000000${SAM_NAMES.indexOf(name)}01`;
      return issue({
        kind: 'sam',
        no,
        holder: name === 'other' ? OTHER_INSTITUTION : INSTITUTION_CODE,
        name,
      });
    },
    doctor: (index) => issue({ kind: 'hpc', ...(DOCTORS[index % DOCTORS.length] ?? DOCTORS[0]) }),
    patient: (index) => hc(patients[index], patients[index]?.cardNo ?? ''),
    virtual: (token) => {
      const patient = patients.find(({ virtualToken }) => virtualToken === token);
      return patient && hc(patient, `9${patient.cardNo.slice(1)}`, true);
    },
    find: (kind, no) => issued.get(`${kind}:${no}`),
    isRevoked: (no) => issued.get(`sam:${no}`)?.name === 'revoked',
  };
}

const random = seeded(53);
const makeDoctor = (place: number) => ({
  no: `HPC00000000${place}`,
  holder: makeId(random, 'citizen', place % 2 === 0 ? 'M' : 'F'),
  name: `測試醫師${'甲乙丙'[place]}`,
  pin: `${place}58246`,
});
const DOCTORS = [makeDoctor(0), makeDoctor(1), makeDoctor(2)] as const;
