export type VisitState = '看診中' | '已完診' | '預掛';

export interface QueueItem {
  no: number;
  name: string;
  maskedName: string;
  maskedId: string;
  state: VisitState;
}

export interface Patient extends QueueItem {
  id: string;
  birth: string;
  age: number;
  sex: string;
  chartNo: string;
  department: string;
  doctor: string;
  visitType: string;
  chiefComplaint: string;
  history: string;
  allergy: string;
  diagnoses: { code: string; name: string }[];
  medications: string[];
  examinations: { date: string; name: string; result: string }[];
}

async function json<T>(path: string): Promise<T> {
  return (await fetch(path)).json() as Promise<T>;
}

export const queue = () => json<QueueItem[]>('/api/queue');
export const patient = (no: number) => json<Patient>(`/api/patients/${no}`);
export const oldResults = (count: number) => json<Patient['examinations']>(`/api/results?rows=${count}`);
