import { asset } from '../assets.ts';
import { type Ask, type Reply, type Site, serve } from '../http.ts';
import { type HisPatient, type QueueEntry, queueOf } from '../patient.ts';
import { chart } from './chart.ts';
import { blank, menu, notice, patientList, queue } from './navigation.ts';
import { order, orderValues } from './order.ts';
import { frames, page } from './page.ts';

type Handler = (ask: Ask, entries: readonly QueueEntry[]) => Reply;

const chosen = ({ url }: Ask, entries: readonly QueueEntry[]) =>
  entries[Number(url.searchParams.get('no')) - 1];

function start({ url }: Ask): Reply {
  const { searchParams: query } = url;
  if (!query.has('no') && !query.has('rows')) return frames('blank.asp');
  return frames(`chart.asp?no=${query.get('no') ?? 1}&rows=${query.get('rows') ?? 0}`);
}

function showChart(ask: Ask, entries: readonly QueueEntry[]): Reply {
  const patient = chosen(ask, entries);
  if (!patient) return page('門診醫令', blank);
  const { searchParams: query } = ask.url;
  return page('病歷', chart(patient, entries.length, query.has('end'), Number(query.get('rows'))));
}

function next({ url }: Ask, entries: readonly QueueEntry[]): Reply {
  const patient = entries[Number(url.searchParams.get('after')) % entries.length];
  return { type: 'application/json', body: patient ? orderValues(patient) : '{}' };
}

const PAGES: Record<string, Handler> = {
  '/his/': start,
  '/his/menu.asp': () => page('選單', menu),
  '/his/queue.asp': (_, entries) => page('候診清單', queue(entries)),
  '/his/blank.asp': () => page('門診醫令', blank),
  '/his/chart.asp': showChart,
  '/his/list.asp': (_, entries) => page('病人清單', patientList(entries)),
  '/his/order.asp': () => page('連續叫號', order),
  '/his/order.js': () => asset(new URL('order.client.ts', import.meta.url)),
  '/his/next.asp': next,
  '/his/notice.asp': () => page('院內公告', notice),
};

/** The old HIS: a frameset of Big5 pages, a full navigation for each patient. State lives in the URL only. */
export function startFrameset(patients: readonly HisPatient[]): Promise<Site> {
  const entries = queueOf(patients, 'frameset');
  return serve((ask) => PAGES[ask.url.pathname]?.(ask, entries) ?? null);
}
