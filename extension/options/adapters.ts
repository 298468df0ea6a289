import { signal } from '@preact/signals';
import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { type Adapter, AdapterSchema } from '../../shared/adapter/adapter.ts';

/** Where the worker looks for adapters that were imported here. */
const KEY = 'adapters';

export const adapters = signal<readonly Adapter[]>([]);

export type ImportFault = { kind: 'json' } | { kind: 'field'; field: string };

export function watchAdapters(): void {
  browser.storage.local.onChanged.addListener(readAdapters);
  void readAdapters();
}

/** Reads an adapter file's text. The fault names the field (`fields.id.0.css`), never a value. */
export function readAdapter(text: string): Adapter | ImportFault {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'json' };
  }
  const read = v.safeParse(AdapterSchema, json);
  if (read.success) return read.output;
  return { kind: 'field', field: v.getDotPath(read.issues[0]) ?? '.' };
}

/** Takes the place of an adapter with the same id. */
export async function keepAdapter(adapter: Adapter): Promise<void> {
  const others = adapters.value.filter(({ id }) => id !== adapter.id);
  await browser.storage.local.set({ [KEY]: [...others, adapter] });
}

export async function removeAdapter(id: string): Promise<void> {
  await browser.storage.local.set({ [KEY]: adapters.value.filter((one) => one.id !== id) });
}

async function readAdapters(): Promise<void> {
  const { [KEY]: kept } = await browser.storage.local.get(KEY);
  const all: unknown[] = Array.isArray(kept) ? kept : [];
  adapters.value = all.filter((one): one is Adapter => v.is(AdapterSchema, one));
}
