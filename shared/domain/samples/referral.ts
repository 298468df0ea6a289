import { DOCUMENTS, type Referral } from '../../contract/documents.ts';
import { addDays, daysBetween, type TaiwanDate } from '../taiwan-date.ts';
import {
  ALLERGIES,
  course,
  department,
  diagnoses,
  EXAMINATIONS,
  ITEMS,
  MEDICATIONS,
  NOTES,
} from './clinical.ts';
import { institution } from './institutions.ts';
import { idNumber, personName } from './people.ts';
import { digits, once, pick, type Random } from './random.ts';
import { dayBefore, institutionReferralNo, patient, type Scene, shownNumber } from './scene.ts';

const LAST_VALID_DAY = 89;

/** A referral of ours, every line of the form filled in, still valid today. Half of them go back or onward. */
export function referral(random: Random, scene: Scene): Referral {
  const issuedOn = addDays(scene.today, -random.int(0, 20));
  const who = patient(random, issuedOn, scene.characters);
  return {
    institutionReferralNo: institutionReferralNo(random, issuedOn),
    platformReferralNo: null,
    ...sender(random, scene),
    ...who,
    ...findings(random, issuedOn, who['patient.birthDate']),
    ...purpose(random),
    issuedOn,
    ...terms(random, scene.today, issuedOn),
    ...receiver(random, scene),
    ...origin(random, issuedOn),
    consent: 'yes',
  };
}

function sender(random: Random, { own, characters }: Scene) {
  const us = institution(random, own);
  return {
    'sender.code': us.code,
    'sender.name': us.name,
    'sender.address': us.address,
    'sender.phone': us.phone,
    'sender.fax': us.phone,
    'sender.department': department(random),
    'sender.doctorName': personName(random, characters),
    'sender.doctorId': idNumber(random, once(random, 2) ? 'male' : 'female'),
  };
}

function receiver(random: Random, { characters }: Scene) {
  const them = institution(random);
  return {
    'receiver.code': them.code,
    'receiver.name': them.name,
    'receiver.department': department(random),
    'receiver.doctorName': personName(random, characters),
    'receiver.address': them.address,
    'receiver.phone': them.phone,
  };
}

function findings(random: Random, issuedOn: TaiwanDate, birth: TaiwanDate) {
  return {
    summary: course(random),
    diagnoses: diagnoses(random),
    examinedOn: dayBefore(random, issuedOn, 60, birth),
    examination: pick(random, EXAMINATIONS),
    medicatedOn: dayBefore(random, issuedOn, 60, birth),
    medication: pick(random, MEDICATIONS),
    allergy: pick(random, ALLERGIES),
  };
}

function purpose(random: Random) {
  const purpose = pick(random, DOCUMENTS.referral.purpose.means);
  return {
    purpose,
    examinationItems: purpose === 'examination' ? pick(random, ITEMS) : null,
    purposeNote: purpose === 'other' ? pick(random, NOTES) : null,
  };
}

function terms(random: Random, today: TaiwanDate, issuedOn: TaiwanDate) {
  const validUntil = addDays(issuedOn, random.int(daysBetween(issuedOn, today), LAST_VALID_DAY));
  return {
    validUntil,
    arrangedOn: addDays(issuedOn, random.int(0, daysBetween(issuedOn, validUntil))),
    'arranged.department': department(random),
    'arranged.room': `${random.int(101, 399)} 診`,
    'arranged.no': digits(random, 2),
  };
}

/** Flow 3: the referral that the patient came with. */
function origin(random: Random, issuedOn: TaiwanDate) {
  const { institutionReferralNo, platformReferralNo } = shownNumber(random, addDays(issuedOn, -10));
  const onward = once(random, 2);
  return {
    'received.institutionReferralNo': onward ? institutionReferralNo : null,
    'received.platformReferralNo': onward ? platformReferralNo : null,
    way: onward ? pick(random, ['back', 'onward'] as const) : null,
  };
}
