import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openProbedPanel } from '../torture/probes.ts';
import { CANARY, leaksOf, leaksOfProfile } from './canaries.ts';
import { Clinic } from './clinic.ts';

/** Nothing of the NHI outside the panel, nobody's name where we keep things; and the search does find them. */
describe('a browser that showed referrals, on the screen and typed', () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await Clinic.open();
  });
  afterAll(() => clinic.stage.close());

  it('holds them in the panel alone', async () => {
    const page = clinic.pages.frameset;
    const patients = [clinic.fresh('frameset'), clinic.fresh('frameset')];
    for (const patient of patients) await (await clinic.opened(patient)).showsItsOwn(patient);
    const tab = await clinic.watcher.tabOf(page.page);
    const panel = await openProbedPanel(clinic.stage, clinic.watcher.page, tab, () => {});
    await panel.locator('#view-screen', { hasText: patients[1]?.canary ?? '?' }).waitFor();
    const typed = clinic.fresh('spa');
    await panel.keyboard.press('Alt+q');
    await panel.locator('#view-quick input').first().fill(typed.id);
    await panel.keyboard.press('Enter');
    await panel.locator('#view-quick', { hasText: typed.canary }).waitFor();
    expect(await panel.evaluate(() => document.body.textContent)).toContain(CANARY);
    expect(await leaksOf(clinic.stage)).toEqual([]);
  });

  it('leaves nothing in its profile when it has closed', async () => {
    await clinic.stage.context.close();
    expect(await leaksOfProfile(clinic.stage, clinic.patients)).toEqual([]);
  });
});

describe('the search', () => {
  let clinic: Clinic;
  beforeAll(async () => {
    clinic = await Clinic.open();
  });
  afterAll(() => clinic.stage.close());

  it('finds what is planted, wherever it is', async () => {
    const [somebody] = clinic.patients;
    await clinic.opened(clinic.fresh('frameset'));
    const { page } = clinic.pages.frameset;
    const word = `${CANARY}0000`;
    await page.frame('main')?.evaluate((text) => document.body.setAttribute('data-x', text), word);
    await clinic.watcher.page.evaluate((text) => chrome.storage.session.set({ planted: text }), word);
    await clinic.watcher.page.evaluate((id) => localStorage.setItem('planted', id), somebody?.id ?? '');
    await clinic.watcher.page.evaluate((text) => {
      document.title = text;
    }, word);
    const log = join(clinic.stage.configDirectory, 'state', 'planted.log');
    writeFileSync(log, `x ${somebody?.id} x`);
    writeFileSync(join(clinic.stage.profile, 'planted'), Buffer.from(word, 'utf16le'));
    const found = await leaksOf(clinic.stage);
    for (const where of [
      'DOM of',
      'storage: session',
      'storage: localStorage',
      'URL or title',
      'planted.log',
    ]) {
      expect(found.filter((one) => one.includes(where))).not.toEqual([]);
    }
    expect(await leaksOfProfile(clinic.stage, clinic.patients)).toContain('file planted');
  });
});
