import { patient as fetchPatient, oldResults, type Patient } from './api.ts';
import { el } from './dom.ts';
import { type Delays, wait } from './late.ts';

/** Header of a patient: label, and the end of the value's class. */
const HEADER: [label: string, key: string][] = [
  ['診號', 'no'],
  ['姓名', 'name'],
  ['性別', 'sex'],
  ['身分證號', 'idno'],
  ['生日', 'birth'],
  ['病歷號', 'chart'],
  ['科別', 'dept'],
  ['醫師', 'doctor'],
  ['就診別', 'visit-type'],
];

const value = (panel: HTMLElement, key: string) => panel.querySelector(`.pt-banner__${key}`);

function set(panel: HTMLElement, values: Record<string, string>): void {
  for (const [key, text] of Object.entries(values)) {
    const place = value(panel, key);
    if (place) place.textContent = text;
    place?.classList.remove('is-skeleton');
  }
}

/** The empty header: everything is still to come but the number. */
export function skeleton(no: number): HTMLElement {
  const fields = HEADER.map(([label, key]) =>
    el(
      'div',
      { class: 'pt-banner__item' },
      el('span', { class: 'pt-banner__label' }, label),
      el('span', { class: `pt-banner__${key} is-skeleton` }, ''),
    ),
  );
  const banner = el(
    'header',
    { class: 'pt-banner' },
    ...fields,
    el('span', { class: 'pt-banner__state tag' }, ''),
  );
  const panel = el('section', { class: 'pt-panel' }, banner, el('div', { class: 'pt-body' }, '載入中…'));
  set(panel, { no: String(no) });
  return panel;
}

/** Fills a panel as the data come: name and sex, then ID and the rest, then the visit. */
export async function load(panel: HTMLElement, no: number, delays: Delays, options: Options): Promise<void> {
  const patient = await fetchPatient(no);
  await Promise.all([
    wait(delays.name).then(() => set(panel, { name: patient.name, sex: patient.sex })),
    wait(delays.id).then(() => identity(panel, patient, options.masked)),
    wait(delays.visit).then(() => visit(panel, patient, options.rows)),
  ]);
}

export interface Options {
  /** The ID is hidden until its button is pressed. */
  masked: boolean;
  /** That many old results are shown below. */
  rows: number;
}

function identity(panel: HTMLElement, patient: Patient, masked: boolean): void {
  set(panel, {
    idno: masked ? patient.maskedId : patient.id,
    birth: `${patient.birth}（${patient.age} 歲）`,
    chart: patient.chartNo,
    dept: patient.department,
    doctor: patient.doctor,
    'visit-type': patient.visitType,
    state: patient.state,
  });
  if (masked) value(panel, 'idno')?.after(reveal(panel, patient.id));
}

function reveal(panel: HTMLElement, id: string): HTMLElement {
  const button = el('button', { class: 'btn pt-banner__reveal', type: 'button' }, '顯示');
  button.addEventListener('click', () => {
    set(panel, { idno: id });
    button.remove();
  });
  return button;
}

async function visit(panel: HTMLElement, patient: Patient, rows: number): Promise<void> {
  const results = [...patient.examinations, ...(rows ? await oldResults(rows) : [])];
  panel.querySelector('.pt-body')?.replaceChildren(
    block('主訴', 'cc', el('p', {}, patient.chiefComplaint)),
    block('病史', 'history', el('p', {}, patient.history)),
    block('過敏史', 'allergy', el('p', {}, patient.allergy)),
    block(
      '診斷',
      'dx',
      table(
        ['ICD-10', '名稱'],
        patient.diagnoses.map((one) => [one.code, one.name]),
      ),
    ),
    block(
      '用藥',
      'rx',
      table(
        ['藥品'],
        patient.medications.map((drug) => [drug]),
      ),
    ),
    block(
      '檢驗檢查',
      'lab',
      table(
        ['日期', '項目', '結果'],
        results.map((one) => [one.date, one.name, one.result]),
      ),
    ),
  );
}

function block(title: string, key: string, content: HTMLElement): HTMLElement {
  return el('div', { class: `block block--${key}` }, el('h2', { class: 'block__title' }, title), content);
}

function table(heads: string[], rows: string[][]): HTMLElement {
  const cells = (tag: string, texts: string[]) => texts.map((text) => el(tag, {}, text));
  return el(
    'table',
    { class: 'table' },
    el('thead', {}, el('tr', {}, ...cells('th', heads))),
    el('tbody', {}, ...rows.map((row) => el('tr', {}, ...cells('td', row)))),
  );
}
