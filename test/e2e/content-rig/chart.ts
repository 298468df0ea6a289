import type { Page } from 'playwright-core';

export const WANG = { id: 'A123456789', name: '王小明', born: '065/03/12', chart: '001' };
export const LIN = { id: 'B223456788', name: '林美麗', born: '071/11/30', chart: '002' };
export type Patient = typeof WANG;

const fields = {
  id: [{ by: 'css', css: '#id', read: 'text' }],
  name: [{ by: 'css', css: '#name', read: 'text' }],
  birthDate: [{ by: 'css', css: '#born', read: 'value' }],
  chartNo: [{ by: 'label', label: '病歷號', css: 'td', cell: 'next' }],
};
export const adapter = {
  adapter: 1,
  id: 'rig',
  title: 'rig',
  match: { origins: ['http://127.0.0.1:*'], paths: ['/chart', '/chart/*'], frames: 'any' },
  ready: { css: '#chart' },
  noPatient: { css: '#chart', contains: '未選' },
  activeVisit: { css: '.active' },
  fields,
};

export function chart({ id, name, born, chart: no }: Patient, more = ''): string {
  return `<title>HIS</title><body><form id="chart"><b id="id">${id}</b> <b id="name">${name}</b>
    <input id="born" value="${born}"><table><tr><td>病 歷 號：</td><td>${no}</td></tr></table></form>${more}</body>`;
}

export const switchTo = (page: Page, patient: Patient) =>
  page.evaluate((next) => {
    const put = (css: string, text: string) => {
      const el = document.querySelector(css);
      if (el) el.textContent = text;
    };
    put('#id', next.id);
    put('#name', next.name);
    put('td + td', next.chart);
    (document.querySelector('#born') as HTMLInputElement).value = next.born;
  }, patient);
