import { signal } from '@preact/signals';
import browser from 'webextension-polyfill';

export interface Site {
  /** Null where the browser does not tell us: the user has not pressed our icon on this page. */
  origin: string | null;
  /** `foreign`: a page on which no extension may work. */
  access: 'permitted' | 'refused' | 'foreign' | 'unknown';
}

/** The site of the tab beside us, as far as the browser tells. */
export const site = signal<Site>({ origin: null, access: 'unknown' });

/** A port cannot stand in a pattern that both browsers understand: permission is for the host. */
export function patternOf(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}

export async function siteOf(tab: number): Promise<Site> {
  const { url } = await browser.tabs.get(tab);
  if (!url) return { origin: null, access: 'unknown' };
  const { origin, protocol } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') return { origin: null, access: 'foreign' };
  const permitted = await browser.permissions.contains({ origins: [patternOf(origin)] });
  return { origin, access: permitted ? 'permitted' : 'refused' };
}
