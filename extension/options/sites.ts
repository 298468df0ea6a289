import { signal } from '@preact/signals';
import browser from 'webextension-polyfill';
import { patternOf } from '../sidebar/state/site.ts';

export interface SiteEntry {
  pattern: string;
  /** Granted by the build itself (demo and test builds): cannot be taken back. */
  fixed: boolean;
}

export const sites = signal<readonly SiteEntry[]>([]);

export function watchSites(): void {
  browser.permissions.onAdded.addListener(readSites);
  browser.permissions.onRemoved.addListener(readSites);
  void readSites();
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

export function remove(pattern: string): Promise<boolean> {
  return browser.permissions.remove({ origins: [pattern] });
}

async function readSites(): Promise<void> {
  const { origins = [] } = await browser.permissions.getAll();
  const manifest = browser.runtime.getManifest();
  const own = [
    ...((manifest as { host_permissions?: string[] }).host_permissions ?? []),
    ...(manifest.content_scripts ?? []).flatMap(({ matches }) => matches),
  ];
  sites.value = origins.map((pattern) => ({ pattern, fixed: own.includes(pattern) }));
}
