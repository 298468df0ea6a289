import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { coverFaults, watchCovers } from './covers.ts';
import { at, type Desk, eventually, openDesk, settled, viewText } from './desk.ts';

/** The patient on the screen: real browser, real host, simulated NHI. */
let desk: Desk;

beforeAll(async () => {
  desk = await openDesk('spa');
  await watchCovers(desk.panel);
});
afterAll(() => desk.close());
afterEach(() => desk.stage.simulator.control.clearFaults());

const WORDS: Record<string, string> = {
  overdue: '逾期未回復',
  due: '待回復',
  owedUnknown: '待回復，期限無法推算',
  arrived: '轉診到院，尚未受理',
  summaryDue: '待回復出院摘要',
  replyArrived: '轉出，對方已回復',
  outgoingWaiting: '轉出，等候對方回復',
};
const badgeWords = () => desk.panel.locator('#view-screen [data-bound] > .notice strong').first().innerText();
const refresh = () => desk.panel.locator('#view-screen [data-refresh]').click();

describe('the patient on the screen', () => {
  it('says that there is none before one is chosen', async () => {
    await eventually(() => viewText(desk, 'screen')).toContain('畫面上沒有病人');
  });

  it.each([1, 2, 3, 4, 5, 6, 7])('place %i of the queue: header, badge in words, referrals', async (no) => {
    await desk.choose(no);
    const patient = at(desk, no);
    await settled(desk, patient);
    await eventually(badgeWords).toBe(WORDS[patient.expected.state]);
    const text = await viewText(desk, 'screen');
    for (const part of [patient.name, patient.chartNo, patient.canary]) expect(text).toContain(part);
    for (const { platformReferralNo } of patient.own) expect(text).toContain(platformReferralNo);
    if (patient.expected.dueOn) expect(text).toContain('依規定推算');
  });

  it('keeps every text of the NHI out of the HIS page', async () => {
    for (const frame of desk.his.frames()) expect(await frame.content()).not.toContain('NHICANARY');
  });

  it('shows a failure of query 2 in its own part only', async () => {
    await desk.stage.simulator.control.fault({
      on: 'web',
      call: 'query-other-6.0',
      fault: { kind: 'http', status: 503 },
    });
    await refresh();
    const other = desk.panel.locator('section[aria-labelledby="screen-other"]');
    await eventually(() => other.innerText()).toContain('app:webHttp');
    await eventually(badgeWords).toBe(WORDS[at(desk, 7).expected.state]);
    expect(await desk.panel.locator('section[aria-labelledby="screen-own"]').innerText()).not.toContain(
      'app:',
    );
  });

  it('cannot tell when query 1 fails, and says what to do', async () => {
    await desk.stage.simulator.control.fault({
      on: 'web',
      call: 'query-own-6.0',
      fault: { kind: 'garbage' },
    });
    await refresh();
    await eventually(badgeWords).toBe('無法判斷');
    const own = await desk.panel.locator('section[aria-labelledby="screen-own"]').innerText();
    expect(own).toContain('代碼 app:answer');
    expect(own).not.toContain('查無');
  });

  it('offers to authenticate the security module, and asks again when that is done', async () => {
    const { control } = desk.stage.simulator;
    // The signature at hand is refused as too old, so that a new one is needed from a console that lost its SAM.
    await control.fault({ on: 'web', fault: { kind: 'code', code: '8203' } });
    for (const call of ['POST /api/sam/v1/Verification', 'POST /api/sam/v1/Signature']) {
      await control.fault({ on: 'console', call, fault: { kind: 'code', code: 4050 } });
    }
    await desk.choose(6);
    await settled(desk, at(desk, 6));
    await refresh();
    await eventually(() => viewText(desk, 'screen')).toContain('代碼 reader:4050');
    await control.clearFaults();
    await desk.panel.locator('.status button', { hasText: '認證安全模組' }).click();
    await eventually(badgeWords).toBe(WORDS[at(desk, 6).expected.state]);
    expect(await desk.panel.locator('.status').innerText()).not.toContain('安全模組');
  });

  it('tells how far a slow lookup is, and gives it up on Escape', async () => {
    await desk.stage.simulator.control.fault({ on: 'web', fault: { kind: 'slow', ms: 8_000 } });
    await refresh();
    await eventually(() => desk.panel.locator('#view-screen .progress').innerText()).toContain('…');
    await desk.panel.keyboard.press('Escape');
    await eventually(() => viewText(desk, 'screen')).toContain('wire:cancelled');
  });
});

describe('switching patients', () => {
  it('covers in the very task that notices, whenever answers come', async () => {
    await desk.stage.simulator.control.fault({ on: 'web', fault: { kind: 'slow', ms: 0, upToMs: 400 } });
    for (let turn = 0; turn < 24; turn++) {
      await desk.choose((turn % 7) + 1);
      await desk.panel.waitForTimeout(turn % 3 === 0 ? 350 : 40);
    }
    await desk.stage.simulator.control.clearFaults();
    await desk.choose(3);
    await settled(desk, at(desk, 3));
    const { reports, frames, faults } = await coverFaults(desk.panel);
    expect(faults).toEqual([]);
    expect(reports).toBeGreaterThan(24);
    expect(frames).toBeGreaterThan(50);
  });

  it('is empty once the page is left', async () => {
    await desk.his.goto('about:blank');
    await eventually(() => desk.panel.locator('[data-bound]').count()).toBe(0);
  });
});
