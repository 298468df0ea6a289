import { ownVisit } from './visit.ts';

/** A patient of the demo hospital, as the HIS keeps it. `birthDate` and examination dates are `YYYY-MM-DD`. */
export interface HisPatient {
  id: string;
  name: string;
  birthDate: string;
  sex: 'M' | 'F';
  chartNo: string;
  department: string;
  doctor: string;
  visitType: string;
  /** In which demo HIS the patient is queued; without it, in all of them. */
  his?: 'frameset' | 'postback' | 'spa';
  /** Without it the HIS has a visit of its own for the patient. */
  visit?: HisVisit;
}

export interface HisVisit {
  chiefComplaint: string;
  history: string;
  diagnoses: { code: string; name: string }[];
  medications: string[];
  examinations: { date: string; name: string; result: string }[];
  allergy: string;
}

export type VisitState = '看診中' | '已完診' | '預掛';

/** A patient in today's queue; `no` counts from 1 in the order of the list. */
export interface QueueEntry extends HisPatient {
  no: number;
  state: VisitState;
  visit: HisVisit;
}

/** Everyone is being seen but the last three: two are finished, the very last is only booked. */
export function queueOf(patients: readonly HisPatient[], his: HisPatient['his']): QueueEntry[] {
  const ours = patients.filter((patient) => (patient.his ?? his) === his);
  return ours.map((patient, i) => ({
    ...patient,
    no: i + 1,
    state: stateAt(ours.length - i),
    visit: patient.visit ?? ownVisit(i),
  }));
}

function stateAt(fromTheEnd: number): VisitState {
  if (fromTheEnd === 1) return '預掛';
  return fromTheEnd <= 3 ? '已完診' : '看診中';
}

/** `A12****789`: how the HIS masks an ID in lists. */
export const maskedId = (id: string) => `${id.slice(0, 3)}****${id.slice(-3)}`;

/** `王○明`, `王○`: the middle of the name, or its end, is hidden. Counts characters, not UTF-16 units. */
export function maskedName(name: string): string {
  const [first = '', ...rest] = [...name];
  return `${first}○${rest.slice(1).join('')}`;
}

export const sexName = (sex: 'M' | 'F') => (sex === 'M' ? '男' : '女');

/** ROC date with the given separator: `rocDate('1976-03-12', '/')` is `065/03/12`. */
export function rocDate(day: string, separator: string): string {
  const [year, month, date] = day.split('-');
  return [String(Number(year) - 1911).padStart(3, '0'), month, date].join(separator);
}

export function ageInYears(birthDate: string): number {
  const now = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const years = Number(now.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return now.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** A laboratory history as long as wanted, the same for everyone: for the benchmark's long pages. */
export function labRows(count: number): { date: string; name: string; result: string; range: string }[] {
  const items = [
    ['Glucose AC', '70-100 mg/dL'],
    ['HbA1c', '4.0-6.0 %'],
    ['Creatinine', '0.7-1.2 mg/dL'],
    ['eGFR', '>60 mL/min'],
    ['ALT (GPT)', '<41 U/L'],
    ['Na', '136-145 mmol/L'],
    ['K', '3.5-5.1 mmol/L'],
    ['WBC', '4.0-10.0 10^3/uL'],
  ] as const;
  return Array.from({ length: count }, (_, i) => {
    const [name, range] = items[i % items.length] ?? items[0];
    const date = new Date(Date.UTC(2025, 9, 31) - Math.floor(i / 8) * 86_400_000).toISOString().slice(0, 10);
    return { date, name, result: String(((i * 37) % 180) / 10 + 3.5), range };
  });
}
