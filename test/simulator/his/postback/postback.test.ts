import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Site } from '../http.ts';
import { standInPatients } from '../stand-in.ts';
import { startPostback } from './server.ts';

let site: Site;
beforeAll(async () => {
  site = await startPostback(standInPatients);
});
afterAll(() => site.close());

const get = async (path: string) => (await fetch(`${site.origin}/OPD/${path}`)).text();
const viewState = (page: string) => /id="__VIEWSTATE" value="([^"]*)"/.exec(page)?.[1] ?? '';
const shownIn = (page: string, id: string) =>
  new RegExp(`value="([^"]*)"[^>]*id="ctl00_ContentPlaceHolder1_${id}"`).exec(page)?.[1];

function post(path: string, state: string, target: string, headers: Record<string, string> = {}) {
  const body = new URLSearchParams({
    __VIEWSTATE: state,
    __EVENTTARGET: `ctl00$ContentPlaceHolder1$${target}`,
  });
  return fetch(`${site.origin}/OPD/${path}`, { method: 'POST', body, headers });
}

describe('the postback HIS', () => {
  it('holds the patient in the values of server-named controls', async () => {
    const page = await get('Chart.aspx?no=1');
    expect(shownIn(page, 'txtPatID')).toBe('A123456789');
    expect(shownIn(page, 'txtBirth')).toBe('0650312');
    expect(shownIn(page, 'txtVisitState')).toBe('看診中');
  });

  it('posts to itself for the next patient', async () => {
    const page = await (await post('Chart.aspx', viewState(await get('Chart.aspx?no=1')), 'btnNext')).text();
    expect(shownIn(page, 'txtPatID')).toBe(standInPatients[1]?.id);
  });

  it('refuses a viewstate that is broken or another server’s', async () => {
    const state = viewState(await get('Chart.aspx?no=1'));
    const broken = Buffer.from(state, 'base64');
    broken[broken.length - 3] = (broken[broken.length - 3] ?? 0) ^ 1;
    const other = await startPostback(standInPatients);
    const foreign = viewState(await (await fetch(`${other.origin}/OPD/Chart.aspx?no=1`)).text());
    await other.close();
    for (const bad of [broken.toString('base64'), foreign, '']) {
      const answer = await post('Chart.aspx', bad, 'btnNext');
      expect(answer.status).toBe(500);
      expect(await answer.text()).not.toContain('A12');
    }
  });

  it('answers a partial postback with the panel and its viewstate', async () => {
    const state = viewState(await get('Chart.aspx?no=1'));
    const delta = { 'X-MicrosoftAjax': 'Delta=true' };
    const answer = await (await post('Chart.aspx', state, 'btnNextPartial', delta)).text();
    expect(answer).toMatch(/^\d+\|updatePanel\|ctl00_ContentPlaceHolder1_UpdatePanel1\|/);
    const length = Number(answer.split('|', 1)[0]);
    const from = answer.indexOf('<');
    expect(answer.slice(from + length)).toMatch(/^\|\d+\|hiddenField\|__VIEWSTATE\|/);
    expect(shownIn(answer, 'txtPatID')).toBe(standInPatients[1]?.id);
  });

  it('answers the AJAX button with values by id and no markup', async () => {
    const state = viewState(await get('Chart.aspx?no=1'));
    const answer = await (await post('Chart.aspx', state, 'btnNextValue')).text();
    expect(JSON.parse(answer)).toMatchObject({
      ctl00_ContentPlaceHolder1_txtPatID: standInPatients[1]?.id,
      ctl00_ContentPlaceHolder1_txtMessage: '',
    });
    expect(answer).not.toContain('<');
  });

  it('masks, ends and clears by postback', async () => {
    const state = viewState(await get('Chart.aspx?no=1'));
    const clicked = async (target: string) => (await post('Chart.aspx', state, target)).text();
    expect(shownIn(await clicked('btnMask'), 'txtPatID')).toBe('A12****789');
    expect(shownIn(await clicked('btnFinish'), 'txtVisitState')).toBe('已完診');
    const cleared = await clicked('btnClear');
    expect(shownIn(cleared, 'txtPatID')).toBe('');
    expect(shownIn(cleared, 'txtMessage')).toBe('尚未選擇病人');
  });

  it('shows a relative’s ID in the lab frame and masked IDs only outside', async () => {
    const relative = shownIn(await get('Lab.aspx?no=1'), 'txtRelID');
    expect(relative).not.toBe('A123456789');
    expect(standInPatients.some(({ id }) => id === relative)).toBe(true);
    const outside = await get('Default.aspx?no=1');
    expect(outside).toContain('A12****789');
    expect(outside).not.toContain('A123456789');
  });

  it('shows a thousand rows when asked', async () => {
    expect(await get('Default.aspx?rows=1000')).toContain('Chart.aspx?no=1&amp;rows=1000');
    expect((await get('Chart.aspx?no=1&rows=1000')).match(/<tr>/g)?.length).toBeGreaterThan(1000);
  });
});
