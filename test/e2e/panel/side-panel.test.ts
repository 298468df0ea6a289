import type { CDPSession } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { at, type Desk, eventually, openDesk } from './desk.ts';

/** The browser's own side panel, opened from the toolbar: it follows the tab that is in front. */
let desk: Desk;
let cdp: CDPSession;
let session: string;

beforeAll(async () => {
  desk = await openDesk('frameset');
  await desk.panel.close();
  const browser = desk.stage.context.browser();
  if (!browser) throw new Error('no browser');
  cdp = await browser.newBrowserCDPSession();
});
afterAll(() => desk.close());

async function targets(): Promise<{ targetId: string; type: string; url: string }[]> {
  const everything = { filter: [{ type: 'tab' }, {}] };
  return (await cdp.send('Target.getTargets', everything)).targetInfos;
}

/** The side panel is no page of the browser's context: its text is asked for by the protocol itself. */
async function text(): Promise<string> {
  const expression = "document.getElementById('view-screen')?.innerText ?? ''";
  const params = { expression, returnByValue: true };
  const answer = new Promise<string>((then) => {
    cdp.once('Target.receivedMessageFromTarget', ({ message }) => then(message));
  });
  const message = JSON.stringify({ id: 1, method: 'Runtime.evaluate', params });
  await cdp.send('Target.sendMessageToTarget', { sessionId: session, message });
  return JSON.parse(await answer).result?.result?.value ?? '';
}

it('opens from the toolbar and shows the patient of the tab in front', async () => {
  const tab = (await targets()).find(({ type, url }) => type === 'tab' && url === desk.his.url());
  const action = { id: desk.stage.extensionId, targetId: tab?.targetId };
  await cdp.send('Extensions.triggerAction' as 'Target.getTargets', action as object);
  const panel = async () =>
    (await targets()).find(({ url }) => url.endsWith('/extension/sidebar/index.html'));
  await eventually(panel).toBeTruthy();
  const targetId = (await panel())?.targetId ?? '';
  session = (await cdp.send('Target.attachToTarget', { targetId, flatten: false })).sessionId;
  await desk.choose(1);
  await eventually(text).toContain(at(desk, 1).canary);
});

it('leaves nothing of that patient beside another tab, and shows the patient again beside the first', async () => {
  const other = await desk.stage.context.newPage();
  await other.bringToFront();
  await eventually(text).toContain('尚未允許在這個網站使用');
  expect(await text()).not.toContain(at(desk, 1).id);
  await desk.his.bringToFront();
  await eventually(text).toContain(at(desk, 1).canary);
});
