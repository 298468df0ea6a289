import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { ScreenSchema } from '../../../shared/protocol/extension-messages.ts';
import type { Report } from '../../messaging/listen.ts';

/** Which documents of the tab we may read. Null where the site is not permitted, or is no site at all. */
export async function framesOf(tab: number): Promise<{ frame: number; page: string }[] | null> {
  try {
    const found = await browser.scripting.executeScript({
      target: { tabId: tab, allFrames: true },
      func: () => location.origin,
    });
    return found.map(({ frameId, result }) => ({ frame: frameId, page: String(result) }));
  } catch {
    return null;
  }
}

/** What one document shows now, read afresh; null where no content script listens there. */
export async function readFrame(tab: number, frame: number, page: string): Promise<Report | null> {
  const message = { type: 'screen.read', body: {} };
  const answer: unknown = await browser.tabs.sendMessage(tab, message, { frameId: frame }).catch(() => null);
  const screen = v.safeParse(ScreenSchema, answer);
  return screen.success ? { tab, frame, page, screen: screen.output } : null;
}
