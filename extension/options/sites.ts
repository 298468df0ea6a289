import { signal } from '@preact/signals';
import browser from 'webextension-polyfill';

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
