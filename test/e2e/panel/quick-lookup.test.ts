import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { at, type Desk, eventually, openDesk, settled, viewText } from './desk.ts';

/** One ID that was typed: a view that no screen is bound to. */
let desk: Desk;
const press = (keys: string) => desk.panel.keyboard.press(keys);

beforeAll(async () => {
  desk = await openDesk('spa');
});
afterAll(() => desk.close());
afterEach(() => desk.stage.simulator.control.clearFaults());

async function type(text: string): Promise<void> {
  await press('Alt+q');
  await desk.panel.locator('#typed-id').fill(text);
  await press('Enter');
}
const quick = () => viewText(desk, 'quick');
const head = (view: string) => desk.panel.locator(`#view-${view} .free .whose`).innerText();

it('a patient is on the screen', async () => {
  await desk.choose(1);
  await settled(desk, at(desk, 1));
});

describe('quick lookup', () => {
  it('reads what was typed in any width and case, keeps it, and heads the answer with its own patient', async () => {
    const patient = at(desk, 2);
    const typed = ` ${[...patient.id.toLowerCase()].map((c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0)).join('')} `;
    await type(typed);
    await eventually(quick).toContain(patient.canary);
    expect(await head('quick')).toContain('非畫面上的病人');
    expect(await head('quick')).toContain(patient.id);
    expect(await head('quick')).not.toContain('相同的身分證號');
    expect(await desk.panel.locator('#typed-id').inputValue()).toBe(typed);
  });

  it('never feeds the view of the patient on the screen', async () => {
    await press('Alt+p');
    const screen = await viewText(desk, 'screen');
    expect(screen).toContain(at(desk, 1).canary);
    expect(screen).not.toContain(at(desk, 2).canary);
  });

  it('says as a fact that an ID is the same as on the screen', async () => {
    await type(at(desk, 1).id);
    await eventually(() => head('quick')).toContain('與畫面病人相同的身分證號');
    expect(await head('quick')).toContain('非畫面上的病人');
  });

  it('warns of a checksum and looks up all the same; holds back what is no ID', async () => {
    const patient = at(desk, 3);
    const wrong = `${patient.id.slice(0, 9)}${(Number(patient.id[9]) + 1) % 10}`;
    await type(wrong);
    await eventually(quick).toContain('檢查碼不符');
    await eventually(() => head('quick')).toContain(wrong);
    await desk.panel.locator('#typed-id').fill('A12345');
    expect(await desk.panel.locator('#view-quick button[type=submit]').isDisabled()).toBe(true);
    await eventually(quick).toContain('還不是完整');
  });

  it('goes back to what was looked up, for as long as the panel is open', async () => {
    await desk.panel.locator('.history button', { hasText: at(desk, 2).id }).click();
    await eventually(() => head('quick')).toContain(at(desk, 2).id);
    await desk.panel
      .evaluate(() => chrome.storage.local.get(null))
      .then((kept) => {
        expect(JSON.stringify(kept)).not.toContain(at(desk, 2).id);
      });
  });

  it('covers the answer before while it looks the next one up, and can be given up', async () => {
    await desk.stage.simulator.control.fault({ on: 'web', fault: { kind: 'slow', ms: 8_000 } });
    await type(at(desk, 4).id);
    await eventually(() => desk.panel.locator('#view-quick .progress').isVisible()).toBe(true);
    expect(await desk.panel.locator('#view-quick .free').count()).toBe(0);
    await press('Escape');
    await eventually(quick).toContain('wire:cancelled');
    expect(await desk.panel.locator('#typed-id').inputValue()).toBe(at(desk, 4).id);
  });
});
