import { randomBytes } from 'node:crypto';
import { asset } from '../assets.ts';
import { scriptJson } from '../html.ts';
import { type Ask, type Reply, type Site, serve } from '../http.ts';
import { type HisPatient, type QueueEntry, queueOf } from '../patient.ts';
import { chart, panel } from './chart.ts';
import { values } from './fields.ts';
import { aspPage, eventTarget, PREFIX, posted } from './form.ts';
import { labPage, mainPage, PAGE_SIZE } from './main.ts';
import { pack, type State, unpack, ViewStateError } from './viewstate.ts';

const HTML = 'text/html; charset=utf-8';
const SELECT = 'Select$';
const PAGE = 'Page$';

interface Hospital {
  entries: readonly QueueEntry[];
  key: Buffer;
}

/** The state that the request starts from: its viewstate, or for a GET its query. */
function stateOf({ method, url, form }: Ask, { key }: Hospital): State {
  if (method === 'POST') return unpack(key, form.get('__VIEWSTATE') ?? '');
  const number = (name: string) => Number(url.searchParams.get(name) ?? 0);
  const no = number('no') || (number('rows') ? 1 : 0);
  const page = no ? Math.floor((no - 1) / PAGE_SIZE) : 0;
  return { no, page, masked: url.searchParams.has('mask'), ended: false, rows: number('rows') };
}

function defaultPage(ask: Ask, hospital: Hospital): Reply {
  const { entries, key } = hospital;
  const before = stateOf(ask, hospital);
  const [command, number] = (ask.form.get('__EVENTARGUMENT') ?? '').split(/(?<=\$)/);
  // The number box is a control: what was posted in it beats what the viewstate remembers.
  const shown = Number(posted(ask.form, 'txtNow') ?? before.no);
  const no = command === SELECT ? Number(number) : shown;
  const state = { ...before, no, page: command === PAGE ? Number(number) : before.page };
  return {
    type: HTML,
    body: aspPage('門診診療系統', './Default.aspx', pack(key, state), mainPage(entries, state)),
  };
}

const COMMANDS: Record<string, (state: State, count: number) => State> = {
  btnNext: next,
  btnNextPartial: next,
  btnNextValue: next,
  btnMask: (state) => ({ ...state, masked: !state.masked }),
  btnFinish: (state) => ({ ...state, ended: true }),
  btnClear: (state) => ({ ...state, no: 0, ended: false }),
};

function next(state: State, count: number): State {
  return { ...state, no: (state.no % count) + 1, ended: false };
}

/** The AJAX button moves on without a new viewstate: the number box that is posted tells who is shown. */
function shownState(ask: Ask, state: State): State {
  const no = Number(posted(ask.form, 'txtSeqNo') ?? state.no);
  return no === state.no ? state : { ...state, no, ended: false };
}

function chartPage(ask: Ask, hospital: Hospital): Reply {
  const { entries, key } = hospital;
  const target = eventTarget(ask.form);
  const before = shownState(ask, stateOf(ask, hospital));
  const state = COMMANDS[target]?.(before, entries.length) ?? before;
  const patient = entries[state.no - 1];
  const viewState = pack(key, state);
  if (target === 'btnNextValue') return valuesOnly(patient, state);
  if (ask.header('x-microsoftajax') === 'Delta=true') return delta(patient, state, viewState);
  return { type: HTML, body: aspPage('病歷', './Chart.aspx', viewState, chart(patient, state)) };
}

/** Every control's value by its id. */
function valuesOnly(patient: QueueEntry | undefined, state: State): Reply {
  const byId = Object.entries(values(patient, state)).map(([id, value]) => [PREFIX + id, value]);
  return {
    type: 'application/json',
    body: scriptJson(Object.fromEntries(byId)),
  };
}

/** A partial postback's answer, in ASP.NET AJAX's own format. */
function delta(patient: QueueEntry | undefined, state: State, viewState: string): Reply {
  const part = (type: string, id: string, content: string) => `${content.length}|${type}|${id}|${content}|`;
  const content = panel(patient, state).text;
  return {
    type: 'text/plain; charset=utf-8',
    body:
      part('updatePanel', `${PREFIX}UpdatePanel1`, content) + part('hiddenField', '__VIEWSTATE', viewState),
  };
}

function lab(ask: Ask, { entries, key }: Hospital): Reply {
  const no = Number(ask.url.searchParams.get('no'));
  const relative = entries[(no + 6) % entries.length];
  const state = { no, page: 0, masked: false, ended: false, rows: 0 };
  return {
    type: HTML,
    body: aspPage('檢驗報告', './Lab.aspx', pack(key, state), labPage(entries[no - 1], relative)),
  };
}

const PAGES: Record<string, (ask: Ask, hospital: Hospital) => Reply> = {
  '/OPD/Default.aspx': defaultPage,
  '/OPD/Chart.aspx': chartPage,
  '/OPD/Lab.aspx': lab,
  '/OPD/postback.js': () => asset(new URL('client.ts', import.meta.url)),
  '/OPD/style.css': () => asset(new URL('style.css', import.meta.url)),
};

/** The ASP.NET-like HIS. A viewstate that it did not make is refused, as ASP.NET does, with status 500. */
export function startPostback(patients: readonly HisPatient[]): Promise<Site> {
  const hospital = { entries: queueOf(patients, 'postback'), key: randomBytes(32) };
  return serve((ask) => {
    try {
      return PAGES[ask.url.pathname]?.(ask, hospital) ?? null;
    } catch (error) {
      if (!(error instanceof ViewStateError)) throw error;
      return { status: 500, type: 'text/plain; charset=utf-8', body: error.message };
    }
  });
}
