import type { Acceptance, Attachment, DocumentOf, Mark } from '../../contract/documents.ts';
import { addDays } from '../taiwan-date.ts';
import { NOTES } from './clinical.ts';
import { idNumber } from './people.ts';
import { digits, pick, type Random } from './random.ts';
import { institutionReferralNo, patient, type Scene, shownNumber } from './scene.ts';

/** Whom and which referral it is about, and who did it when. */
function about(random: Random, scene: Scene) {
  const actedOn = addDays(scene.today, -random.int(0, 3));
  const who = patient(random, actedOn, scene.characters);
  return {
    ...shownNumber(random, addDays(actedOn, -5)),
    'patient.id': who['patient.id'],
    'patient.birthDate': who['patient.birthDate'],
    'patient.name': who['patient.name'],
    actedOn,
    'actor.code': scene.own,
    note: pick(random, NOTES),
  };
}

export const acceptance = (random: Random, scene: Scene): Acceptance => ({
  ...about(random, scene),
  action: pick(random, ['accept', 'cancel'] as const),
});

export const mark = (random: Random, scene: Scene): Mark => ({
  ...about(random, scene),
  mark: pick(random, ['contactHandled', 'noReturnNeeded'] as const),
  set: pick(random, ['yes', 'no'] as const),
});

const FILES = {
  pdf: { begins: '%PDF-1.7\n', extension: 'pdf' },
  jpeg: { begins: '\xff\xd8\xff\xe0', extension: 'jpg' },
  png: { begins: '\x89PNG\r\n\x1a\n', extension: 'png' },
  dicom: { begins: `${'\0'.repeat(128)}DICM`, extension: 'dcm' },
  text: { begins: 'report', extension: 'txt' },
} as const;
const LONGEST_REST = 400;

/** A file that begins as its type does; the rest of it is noise. */
export function attachment(random: Random, scene: Scene): Attachment {
  const type = pick(random, ['pdf', 'jpeg', 'png', 'dicom', 'text'] as const);
  const { begins, extension } = FILES[type];
  const rest = Array.from({ length: random.int(0, LONGEST_REST) }, () => random.int(0, 255));
  const serial = digits(random, 3);
  return {
    institutionReferralNo: institutionReferralNo(random, scene.today),
    platformReferralNo: null,
    'patient.id': idNumber(random, 'male'),
    serial,
    fileName: `report-${serial}.${extension}`,
    type,
    description: pick(random, ['檢驗報告', '影像', '出院病摘'] as const),
    content: Uint8Array.from([...[...begins].map((character) => character.charCodeAt(0)), ...rest]),
  };
}

export const head = (_: Random, scene: Scene, count: number): DocumentOf<'head'> => ({
  institutionCode: scene.own,
  preparedOn: scene.today,
  count: String(count),
});
