import type browser from 'webextension-polyfill';
import type { Screen } from '../../shared/protocol/extension-messages.ts';
import { type Place, placeOf } from './sender.ts';

/** Where each document that reports was first heard from, by its nonce. */
const places = new Map<string, Place>();
/** The document that was heard last in each frame, by its nonce. */
const newest = new Map<string, string>();

type Sender = browser.Runtime.MessageSender & { documentLifecycle?: string };

/**
 * Where a reporting document stands; null where its report is about nobody who is there now: it is on its way out,
 * and was never heard of before or has a successor. Such a good-bye may come seconds after the successor's first
 * report. A document never changes its frame, but Chromium names another one for it once it lies in the back/forward
 * cache: taken at its word, that frame would show the patient before beside the one who is there now.
 */
export function placeOfDocument(
  { nonce, status }: Pick<Screen, 'nonce' | 'status'>,
  sender: Sender,
): Place | null {
  const { documentLifecycle } = sender;
  const leaving = documentLifecycle !== undefined && documentLifecycle !== 'active';
  const heard = places.get(nonce);
  const place = heard ?? (leaving ? null : placeOf(sender));
  if (!place) return null;
  if (leaving) places.delete(nonce);
  else places.set(nonce, place);
  const key = `${place.tab}/${place.frame}`;
  // Firefox tells nothing of a life cycle: there, whoever covers himself behind his successor is leaving.
  const covers = leaving || (documentLifecycle === undefined && status === 'waiting');
  if (heard && covers && newest.get(key) !== nonce) return null;
  newest.set(key, nonce);
  return place;
}

export function forgetDocuments(tab: number): void {
  for (const [nonce, place] of places) if (place.tab === tab) places.delete(nonce);
  for (const key of newest.keys()) if (key.startsWith(`${tab}/`)) newest.delete(key);
}
