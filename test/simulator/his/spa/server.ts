import { asset } from '../assets.ts';
import { type Ask, type Reply, type Site, serve } from '../http.ts';
import {
  ageInYears,
  type HisPatient,
  labRows,
  maskedId,
  maskedName,
  type QueueEntry,
  queueOf,
  sexName,
} from '../patient.ts';

const json = (value: unknown): Reply => ({
  type: 'application/json; charset=utf-8',
  body: JSON.stringify(value),
});

const item = ({ no, name, id, state }: QueueEntry) => ({
  no,
  name,
  maskedName: maskedName(name),
  maskedId: maskedId(id),
  state,
});

const details = (patient: QueueEntry) => ({
  ...item(patient),
  id: patient.id,
  birth: patient.birthDate,
  age: ageInYears(patient.birthDate),
  sex: sexName(patient.sex),
  chartNo: patient.chartNo,
  department: patient.department,
  doctor: patient.doctor,
  visitType: patient.visitType,
  ...patient.visit,
});

function api(path: string, { url }: Ask, entries: readonly QueueEntry[]): Reply | null {
  if (path === 'queue') return json(entries.map(item));
  if (path === 'results') return json(labRows(Number(url.searchParams.get('rows'))));
  const patient = entries[Number(path.replace('patients/', '')) - 1];
  return patient ? json(details(patient)) : null;
}

/** Served by name, never by path: nothing outside this list can be asked for. */
const SCRIPTS = ['api', 'app', 'dom', 'late', 'list', 'panel', 'quick', 'views', 'virtual-list'];

function file(name: string): Reply | null {
  if (name === 'style.css') return asset(new URL('style.css', import.meta.url));
  const script = SCRIPTS.find((one) => name === `${one}.ts`);
  return script ? asset(new URL(`client/${script}.ts`, import.meta.url)) : null;
}

/** The single-page HIS: every path without a file of its own is a route of the client. */
export function startSpa(patients: readonly HisPatient[]): Promise<Site> {
  const entries = queueOf(patients, 'spa');
  return serve((ask) => {
    const { pathname } = ask.url;
    if (pathname.startsWith('/api/')) return api(pathname.slice('/api/'.length), ask, entries);
    if (pathname.startsWith('/assets/')) return file(pathname.slice('/assets/'.length));
    const page = pathname === '/notice.html' ? 'notice.html' : 'index.html';
    return pathname.includes('.') && page === 'index.html' ? null : asset(new URL(page, import.meta.url));
  });
}
