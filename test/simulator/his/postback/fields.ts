import { maskedId, type QueueEntry, rocDate, sexName } from '../patient.ts';
import type { State } from './viewstate.ts';

/** How many diagnoses, drugs and results have a line of their own; the rest is in the lab frame. */
export const LINES = 3;

const EMPTY = '';

/** The value of every control of the chart, by its short id: the page and the script both write these. */
export function values(patient: QueueEntry | undefined, state: State): Record<string, string> {
  return { ...header(patient, state), ...visit(patient), ...lines(patient) };
}

function header(patient: QueueEntry | undefined, { masked, ended }: State): Record<string, string> {
  return {
    txtMessage: patient ? EMPTY : '尚未選擇病人',
    txtSeqNo: patient ? String(patient.no) : EMPTY,
    txtChartNo: patient?.chartNo ?? EMPTY,
    txtPatName: patient?.name ?? EMPTY,
    txtSex: patient ? sexName(patient.sex) : EMPTY,
    txtPatID: masked && patient ? maskedId(patient.id) : (patient?.id ?? EMPTY),
    txtBirth: patient ? rocDate(patient.birthDate, '') : EMPTY,
    txtDept: patient?.department ?? EMPTY,
    txtDoctor: patient?.doctor ?? EMPTY,
    txtVisitType: patient?.visitType ?? EMPTY,
    txtVisitState: ended && patient ? '已完診' : (patient?.state ?? EMPTY),
  };
}

function visit(patient: QueueEntry | undefined): Record<string, string> {
  return {
    txtCC: patient?.visit.chiefComplaint ?? EMPTY,
    txtPI: patient?.visit.history ?? EMPTY,
    txtAllergy: patient?.visit.allergy ?? EMPTY,
  };
}

function lines(patient: QueueEntry | undefined): Record<string, string> {
  const line = (i: number): [string, string][] => {
    const diagnosis = patient?.visit.diagnoses[i];
    const result = patient?.visit.examinations[i];
    return [
      [`txtDx${i}Code`, diagnosis?.code ?? EMPTY],
      [`txtDx${i}Name`, diagnosis?.name ?? EMPTY],
      [`txtRx${i}`, patient?.visit.medications[i] ?? EMPTY],
      [`txtEx${i}Date`, result ? rocDate(result.date, '') : EMPTY],
      [`txtEx${i}Name`, result?.name ?? EMPTY],
      [`txtEx${i}Result`, result?.result ?? EMPTY],
    ];
  };
  return Object.fromEntries(Array.from({ length: LINES }, (_, i) => line(i)).flat());
}
