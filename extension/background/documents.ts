import type browser from 'webextension-polyfill';
import { type Place, placeOf } from './sender.ts';

/** Where each document that reports was first heard from, by its nonce. */
const places = new Map<string, Place>();

type Sender = browser.Runtime.MessageSender & { documentLifecycle?: string };

/**
 * Where a reporting document stands; null for one that is on its way out and was never heard of before. A document
 * never changes its frame, but Chromium names another one for it once it lies in the back/forward cache: taken at
 * its word, that frame would show the patient before beside the one who is there now.
 */
export function placeOfDocument(nonce: string, sender: Sender): Place | null {
  const leaving = (sender.documentLifecycle ?? 'active') !== 'active';
  const known = places.get(nonce) ?? (leaving ? null : placeOf(sender));
  if (leaving) places.delete(nonce);
  else if (known) places.set(nonce, known);
  return known;
}

export function forgetDocuments(tab: number): void {
  for (const [nonce, place] of places) if (place.tab === tab) places.delete(nonce);
}
