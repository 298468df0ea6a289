import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { type Adapter, AdapterSchema } from '../../shared/adapter/adapter.ts';
import { originFits } from '../../shared/adapter/match.ts';

/** Adapters that came with this build, then those that the hospital imported in the options. */
async function allAdapters(): Promise<Adapter[]> {
  const shipped = await fetch(browser.runtime.getURL('adapters.json')).then((answer) => answer.json());
  const { adapters: imported = [] } = await browser.storage.local.get('adapters');
  const both = [shipped, imported].flat();
  return both
    .map((one) => v.safeParse(AdapterSchema, one))
    .flatMap((one) => (one.success ? [one.output] : []));
}

/** Those that may fit a document of that origin; the content script knows path and frame. */
export async function adaptersFor(origin: string): Promise<Adapter[]> {
  const adapters = await allAdapters();
  return adapters.filter((one) => one.match.origins.some((pattern) => originFits(pattern, origin)));
}
