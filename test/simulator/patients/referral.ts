import { addDays, toRoc } from './calendar.ts';
import type { SimReferral } from './patient.ts';
import type { Random } from './random.ts';
import type { Course } from './scenarios.ts';

/** The institution in whose name the simulated console signs. Its check digit holds; nobody has the code. */
export const INSTITUTION_CODE = '1199000015';

const OTHERS = [
  { code: '3501990015', name: '測試安心診所' },
  { code: '3801990020', name: '測試仁愛中醫診所' },
  { code: '0101990032', name: '測試綜合醫院' },
  { code: '1131990041', name: '測試財團法人紀念醫院' },
] as const;
const OURS = { code: INSTITUTION_CODE, name: '測試示範醫院' };

const DIAGNOSES = [
  ['E119', '第二型糖尿病，未伴有併發症'],
  ['I10', '本態性（原發性）高血壓'],
  ['N184', '慢性腎臟疾病，第四期'],
  ['J189', '肺炎，未明示病原體'],
  ['S72001A', '右側股骨頸閉鎖性骨折之初期照護'],
] as const;
const DEPARTMENTS = ['01', '02', '03', '04', '06', '10', 'AA', 'AB'] as const;

/** One referral of the NHI. `no` tells this patient's referrals apart; every text carries the canary. */
export function makeReferral(
  course: Course,
  today: string,
  patient: { index: number; canary: string },
  no: number,
  random: Random,
): SimReferral {
  const day = (offset: number | undefined) => (offset === undefined ? null : addDays(today, offset));
  const [diagnosisCode, diagnosisName] = random.pick(DIAGNOSES);
  const issuedOn = addDays(today, course.issued);
  const serial = `${String(patient.index).padStart(4, '0')}${no}`;
  const replied = course.initialReply ?? course.finalReply;
  const { canary } = patient;
  return {
    direction: course.direction,
    platformReferralNo: `${toRoc(issuedOn)}9${serial}`,
    // A referral made on the platform's own web page has no number of a HIS.
    institutionReferralNo: random.below(4) === 0 ? null : `H${serial}`,
    issuedOn,
    validUntil: day(course.validUntil),
    ...parties(course, canary, random),
    department: random.pick(DEPARTMENTS),
    purpose: String(1 + random.below(6)),
    diagnosisCode,
    diagnosisName: `${diagnosisName} ${canary}`,
    summary: `主訴及簡短病史：請惠予進一步診治。${canary}`,
    acceptance: course.acceptance ?? 'none',
    acceptedOn: day(course.accepted),
    visitedOn: day(course.visited),
    dischargedOn: day(course.discharged),
    initialReplyOn: day(course.initialReply),
    finalReplyOn: day(course.finalReply),
    replySummary: replied === undefined ? null : `已安排本院門診治療中。${canary}`,
    contactHandled: course.contactHandled ? 'yes' : 'no',
    noReturnNeeded: course.noReturnNeeded ? 'yes' : 'no',
  };
}

function parties({ direction, sameInstitution }: Course, canary: string, random: Random) {
  const first = random.below(OTHERS.length);
  const other = OTHERS[first] ?? OTHERS[0];
  const third = OTHERS[(first + 1) % OTHERS.length] ?? OTHERS[0];
  const sender = direction === 'out' || sameInstitution ? OURS : other;
  const receiver = direction === 'in' ? OURS : direction === 'out' ? other : third;
  return {
    'sender.code': sender.code,
    'sender.name': `${sender.name} ${canary}`,
    'receiver.code': receiver.code,
    'receiver.name': `${receiver.name} ${canary}`,
  };
}
