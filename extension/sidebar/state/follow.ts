import browser from 'webextension-polyfill';
import { onReport } from '../../messaging/listen.ts';
import { framesOf, readFrame } from './frames.ts';
import { followTab, forgetTab, hear, keepFrames, latest, tab } from './screen.ts';
import { site, siteOf } from './site.ts';

/** Stands beside one tab: `?tab=N`, else whichever is active in our window. */
export async function follow(search: string): Promise<void> {
  onReport((report) => {
    hear(report);
    // A frame that was taken away cannot say so; a second frame with a patient may be all that is left of it.
    if (report.tab === tab.peek()) void checkFrames(report.tab);
  });
  browser.tabs.onUpdated.addListener((id, { status }) => {
    if (id !== tab.peek()) return;
    if (status === 'loading') forgetTab();
    if (status) void readTab(id);
  });
  browser.permissions.onAdded.addListener(readAgain);
  browser.permissions.onRemoved.addListener(readAgain);
  const fixed = Number(new URLSearchParams(search).get('tab') ?? Number.NaN);
  if (Number.isInteger(fixed)) return go(fixed);
  await followActive();
}

async function followActive(): Promise<void> {
  const own = await browser.windows.getCurrent();
  browser.tabs.onActivated.addListener(({ tabId, windowId }) => {
    if (windowId === own.id) void go(tabId);
  });
  const [active] = await browser.tabs.query({ active: true, currentWindow: true });
  await go(active?.id ?? null);
}

async function go(id: number | null): Promise<void> {
  followTab(id);
  if (id !== null) await readTab(id);
}

function readAgain(): void {
  const id = tab.peek();
  if (id !== null) void readTab(id);
}

/** Asks every document of the tab what it shows; reports that come meanwhile are newer and win. */
async function readTab(id: number): Promise<void> {
  const seen = await siteOf(id).catch(() => ({ origin: null, access: 'unknown' }) as const);
  if (id === tab.peek()) site.value = seen;
  const frames = (await framesOf(id)) ?? [];
  await Promise.all(
    frames.map(async ({ frame, page }) => {
      const before = latest(frame);
      const report = await readFrame(id, frame, page);
      if (report && latest(frame) === before) hear(report);
    }),
  );
}

async function checkFrames(id: number): Promise<void> {
  const frames = await framesOf(id);
  if (frames && id === tab.peek()) keepFrames(frames.map(({ frame }) => frame));
}
