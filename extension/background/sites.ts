import browser from 'webextension-polyfill';

const SCRIPT = { id: 'referral-page', js: ['content.js'], allFrames: true, runAt: 'document_start' as const };

/** What the browser said of each origin since its permissions last changed. */
const known = new Map<string, Promise<boolean>>();

/** May we still work on that origin? Match patterns have no port. */
export function isPermitted(origin: string): Promise<boolean> {
  const { protocol, hostname } = new URL(origin);
  const asked =
    known.get(origin) ?? browser.permissions.contains({ origins: [`${protocol}//${hostname}/*`] });
  known.set(origin, asked);
  return asked;
}

/** Where the user allowed us, and nowhere else: the content script is registered for exactly those sites; resolves with them. */
export async function registerSites(): Promise<string[]> {
  known.clear();
  const { origins = [] } = await browser.permissions.getAll();
  const [before] = await browser.scripting.getRegisteredContentScripts({ ids: [SCRIPT.id] });
  if (origins.length === 0) {
    if (before) await browser.scripting.unregisterContentScripts({ ids: [SCRIPT.id] });
    return [];
  }
  const script = { ...SCRIPT, matches: origins, persistAcrossSessions: true };
  if (before) await browser.scripting.updateContentScripts([script]);
  else await browser.scripting.registerContentScripts([script]);
  return origins;
}

/** Pages of these sites that were open before need no reload. */
export async function injectInto(origins: readonly string[]): Promise<void> {
  const tabs = await browser.tabs.query({ url: [...origins] });
  const inject = (tabId: number) =>
    browser.scripting
      .executeScript({ target: { tabId, allFrames: true }, files: SCRIPT.js })
      .catch(() => undefined); // A tab that closes or shows an error page meanwhile.
  await Promise.all(tabs.map((tab) => (tab.id === undefined ? undefined : inject(tab.id))));
}
