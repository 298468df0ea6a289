import { signal } from '@preact/signals';
import browser from 'webextension-polyfill';

/** `foreign`: a page on which no extension may work. `unknown`: the browser names only sites that are permitted. */
export type Access = 'permitted' | 'foreign' | 'unknown';

/** How we stand with the site of the tab beside us. */
export const access = signal<Access>('unknown');

/** A port cannot stand in a pattern that both browsers understand: permission is for the host. */
export function patternOf(origin: string): string {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
}

/** The pattern for what was typed (`his.example`, `https://his.example/any/page`); null where it is no site. */
export function typedPattern(text: string): string | null {
  const trimmed = text.trim();
  const url = URL.parse(/^[a-z]+:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`);
  const isSite = url && /^https?:$/.test(url.protocol) && url.hostname !== '' && !url.hostname.includes('*');
  return isSite ? patternOf(url.origin) : null;
}

/** Asks the user through the browser: only in the very task of a click or key press. */
export function allow(pattern: string): Promise<boolean> {
  return browser.permissions.request({ origins: [pattern] });
}

export async function accessTo(tab: number): Promise<Access> {
  const { url } = await browser.tabs.get(tab);
  if (!url) return 'unknown';
  return /^https?:/.test(url) ? 'permitted' : 'foreign';
}
