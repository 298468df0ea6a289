import { DOCUMENTS, type Reply } from '../../contract/documents.ts';
import { addDays, type TaiwanDate } from '../taiwan-date.ts';
import { ADVICE, department, diagnoses, FINDINGS, MEDICATIONS, NOTES, WARDS } from './clinical.ts';
import { institution } from './institutions.ts';
import { idNumber, personName } from './people.ts';
import { pick, type Random } from './random.ts';
import { patient, type Scene, shownNumber } from './scene.ts';

/** A reply of ours, with every line that its 處理情形 gives something to say. */
export function reply(random: Random, scene: Scene): Reply {
  const acceptedOn = addDays(scene.today, -random.int(0, 20));
  const who = patient(random, acceptedOn, scene.characters);
  return {
    ...shownNumber(random, addDays(acceptedOn, -5)),
    'patient.id': who['patient.id'],
    'patient.birthDate': who['patient.birthDate'],
    'patient.name': who['patient.name'],
    ...handling(random, scene, acceptedOn),
  };
}

export function handling(random: Random, scene: Scene, acceptedOn: TaiwanDate) {
  const stage = pick(random, ['initial', 'final'] as const);
  const [main] = diagnoses(random);
  return {
    stage,
    ...disposition(random),
    'mainDiagnosis.code': main?.code ?? null,
    'mainDiagnosis.name': main?.name ?? null,
    treatment: pick(random, MEDICATIONS),
    findings: pick(random, FINDINGS),
    acceptedOn,
    dischargedOn: stage === 'final' ? acceptedOn : null,
    repliedOn: scene.today,
    ...replier(random, scene),
  };
}

function disposition(random: Random) {
  const disposition = pick(random, DOCUMENTS.reply.disposition.means);
  const only = (when: readonly string[], text: string) => (when.includes(disposition) ? text : null);
  return {
    disposition,
    dispositionHospital: only(['emergencyReferred'], institution(random).name),
    dispositionWard: only(['emergencyAdmitted', 'admitted'], pick(random, WARDS)),
    dispositionDepartment: only(['outpatient'], department(random)),
    advice: only(['treatedReturned', 'outpatient'], pick(random, ADVICE)),
    dispositionNote: only(['other'], pick(random, NOTES)),
  };
}

function replier(random: Random, { own, characters }: Scene) {
  const us = institution(random, own);
  return {
    'replier.code': us.code,
    'replier.name': us.name,
    'replier.phone': us.phone,
    'replier.department': department(random),
    'replier.doctorName': personName(random, characters),
    'replier.doctorId': idNumber(random, 'female'),
  };
}
