import { effect, untracked } from '@preact/signals';
import browser from 'webextension-polyfill';
import { onReport } from '../../messaging/listen.ts';
import { send } from '../../messaging/send.ts';
import { host } from './host.ts';
import { followTab, hear, keepFrames, latest, readAfterReconnect, settle, tab } from './screen.ts';
import { access, accessTo } from './site.ts';

/** A frame that is taken away covers as it goes, and can say no more: it is looked for once after that. */
const GONE_MS = 1_000;
/** After a reading that failed, as while the worker starts. */
const AGAIN_MS = 1_000;
/**
 * Chromium hands a page's report to nobody, us included, before the worker runs: with a sleeping one the patient
 * before would stand here while it starts. It sleeps 30 s after its last event, so that asking keeps it awake.
 */
const AWAKE_MS = 20_000;

/** How often we came to stand beside a tab: what was asked beside the one before is nothing here. */
let stands = 0;
/** The helper is back, and no document was asked since. */
let helperBack = false;

/** Stands beside one tab: `?tab=N`, else whichever is active in our window. */
export async function follow(search: string): Promise<void> {
  onReport((report, leaving) => {
    hear(report, leaving);
    if (report.tab === tab.peek() && report.screen.status === 'waiting') setTimeout(readAgain, GONE_MS);
  });
  browser.tabs.onUpdated.addListener((id, { status }) => {
    if (status && id === tab.peek()) void readTab(id);
  });
  setInterval(readAgain, AWAKE_MS);
  // A page that is hidden says nothing of it: nobody is looked up by what it said last.
  effect(() => {
    helperBack = host.value.state === 'connected';
    if (helperBack) untracked(readAgain);
  });
  browser.permissions.onAdded.addListener(readAgain);
  browser.permissions.onRemoved.addListener(readAgain);
  const fixed = new URLSearchParams(search).get('tab');
  if (fixed !== null) return go(Number(fixed));
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
  stands++;
  followTab(id);
  if (id !== null) await readTab(id);
}

function readAgain(): void {
  const id = tab.peek();
  if (id !== null) void readTab(id);
}

/** Asks every document of the tab what it shows. A report that comes meanwhile is newer, and wins. */
async function readTab(id: number): Promise<void> {
  const seen = await accessTo(id).catch(() => 'unknown' as const);
  if (id === tab.peek()) access.value = seen;
  const [before, stand, wasBack] = [latest(), stands, helperBack];
  const current = await send('screen.current', { tab: id }).catch(() => null);
  if (stand !== stands) return;
  // That nobody answered is no word about the page.
  if (!current) return void setTimeout(readAgain, AGAIN_MS);
  const untouched = (frame: number) => latest().get(frame) === before.get(frame);
  const alive = current.screens.map(({ frame }) => frame);
  keepFrames((frame) => alive.includes(frame) || !untouched(frame));
  for (const one of current.screens) if (untouched(one.frame)) hear({ tab: id, ...one });
  settle();
  if (!wasBack || !helperBack) return;
  helperBack = false;
  readAfterReconnect();
}
