import { ALPHABET, writeNumber } from '../referral-number.ts';
import { toRoc } from '../roc-date.ts';
import { addDays, type TaiwanDate } from '../taiwan-date.ts';
import { institutionCode } from './institutions.ts';
import { address, type Characters, idNumber, personName, phone } from './people.ts';
import { digits, once, type Random } from './random.ts';

/** What the documents of one file have in common. */
export interface Scene {
  today: TaiwanDate;
  /** In whose name they go out. */
  own: string;
  characters: Characters;
}

export const scene = (random: Random, today: TaiwanDate, characters: Characters): Scene => ({
  today,
  own: institutionCode(random),
  characters,
});

const OLDEST_DAYS = 36_500;
const NUMBER_ROOM = 18;

/** A patient born on or before `day`. */
export function patient(random: Random, day: TaiwanDate, characters: Characters) {
  const sex = once(random, 2) ? 'male' : 'female';
  return {
    'patient.id': idNumber(random, sex),
    'patient.birthDate': addDays(day, -random.int(0, OLDEST_DAYS)),
    'patient.name': personName(random, characters),
    'patient.sex': sex,
    'patient.contact': personName(random, characters),
    'patient.phone': phone(random),
    'patient.address': address(random),
  } as const;
}

/** A day within `days` before `day`, but not before `birth`. */
export function dayBefore(random: Random, day: TaiwanDate, days: number, birth: TaiwanDate): TaiwanDate {
  const earlier = addDays(day, -random.int(0, days));
  return earlier < birth ? birth : earlier;
}

export function institutionReferralNo(random: Random, day: TaiwanDate): string {
  const pc = Array.from({ length: 6 }, () => ALPHABET.charAt(random.int(0, 31))).join('');
  return writeNumber({ day, pc, serial: random.int(1, 999) }, NUMBER_ROOM) ?? '';
}

/** Made up: how the platform writes its numbers is not known. */
export function platformReferralNo(random: Random, day: TaiwanDate): string {
  return `${toRoc(day)}${digits(random, 6)}`;
}

/** The number that a form shows: its HIS's or the platform's. */
export function shownNumber(random: Random, day: TaiwanDate) {
  const byHis = !once(random, 3);
  return {
    institutionReferralNo: byHis ? institutionReferralNo(random, day) : null,
    platformReferralNo: byHis ? null : platformReferralNo(random, day),
  };
}
