import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, eventually, openDesk, viewText } from './desk.ts';

/** The options page on a PC whose helper is not installed, and the panel beside it. */
let desk: Desk;
let options: Page;

beforeAll(async () => {
  desk = await openDesk('spa', { hostCommand: null });
  options = await desk.stage.context.newPage();
  await options.goto(`chrome-extension://${desk.stage.extensionId}/extension/options/index.html`);
});
afterAll(() => desk.close());

const adapter = {
  adapter: 1,
  id: 'ward',
  title: '病房系統',
  match: { origins: ['https://his.example'] },
  ready: { css: '#ready' },
  fields: { id: [{ by: 'css', css: '#id' }] },
};
const bring = (content: unknown) =>
  options.locator('#adapter-file').setInputFiles({
    name: 'adapter.json',
    mimeType: 'application/json',
    buffer: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
  });
const adapters = () => options.locator('section[aria-labelledby="adapters-title"]').innerText();
const kept = () => options.evaluate(async () => (await chrome.storage.local.get('adapters')).adapters);

describe('no helper', () => {
  it('the options say what is missing and what to do', async () => {
    await eventually(() => options.locator('section[aria-labelledby="helper-title"]').innerText()).toContain(
      '代碼 wire:hostNotFound',
    );
  });

  it('the panel says so too, and offers to reconnect', async () => {
    await desk.his.bringToFront();
    await desk.choose(1);
    await eventually(() => viewText(desk, 'screen')).toContain('這台電腦找不到轉診小幫手程式');
    expect(await desk.panel.locator('#view-screen button.main').innerText()).toBe('重新連線');
    expect(await viewText(desk, 'screen')).not.toContain('查無');
  });
});

describe('adapters', () => {
  it('a file is imported, listed and kept', async () => {
    await bring(adapter);
    await eventually(adapters).toContain('已匯入「病房系統」');
    expect(await kept()).toMatchObject([{ id: 'ward' }]);
  });

  it('the same id takes its place', async () => {
    await bring({ ...adapter, title: '病房系統二版' });
    await eventually(adapters).toContain('已匯入「病房系統二版」');
    expect(await kept()).toHaveLength(1);
  });

  it('a wrong file names its field and changes nothing', async () => {
    await bring({ ...adapter, fields: { id: [{ by: 'css', css: '' }] } });
    await eventually(adapters).toContain('fields.id.0.css');
    await bring('no json');
    await eventually(adapters).toContain('不是 JSON');
    expect(await kept()).toMatchObject([{ title: '病房系統二版' }]);
  });

  it('is removed', async () => {
    await options.getByRole('button', { name: '移除 病房系統二版' }).click();
    await eventually(kept).toEqual([]);
    await eventually(adapters).toContain('還沒有匯入');
  });
});

describe('sites', () => {
  const sites = () => options.locator('section[aria-labelledby="sites-title"]').innerText();

  it('the one that the test build grants is listed and cannot be taken back', async () => {
    await eventually(sites).toContain('http://127.0.0.1/*');
    expect(await sites()).toContain('此版本內定');
  });

  it('what is no address is refused', async () => {
    await options.locator('#site').fill('javascript:alert(1)');
    await options.keyboard.press('Enter');
    await eventually(sites).toContain('這不是網址');
  });
});
