import { effect, signal } from '@preact/signals';
import type { EventBody } from '../../../shared/protocol/events.ts';
import type { ErrorBody } from '../../../shared/protocol/schemas.ts';
import { onEvent } from '../../messaging/listen.ts';
import { errorBodyOf, send } from '../../messaging/send.ts';
import { flush } from '../state/flush.ts';
import { host } from '../state/host.ts';
import { createLookup } from '../state/lookup.ts';
import { patientOnScreen, screenKey } from '../state/screen.ts';
import { inFront, view } from '../state/view.ts';
import { misfit } from '../state/whose.ts';

type Card = EventBody<'card.changed'>;

/** The plain reader as it was told last; null before the first word of it. */
export const card = signal<Card | null>(null);
/** The offer that stood when the screen changed: shown again only when the doctor asks, or for a new insertion. */
export const withdrawn = signal<string | null>(null);
export const watchError = signal<ErrorBody | null>(null);

/** The host watches for 60 s at a time. */
const WATCHED_MS = 60_000;
const RENEW_MS = 30_000;
let renewedAt = 0;

const offered = signal<Card['whose']>(null);

export const cardLookup = createLookup('lookup.card', (_, answer) => misfit(offered.value, answer));

export async function lookUpCard(): Promise<void> {
  const { offer, whose } = card.value ?? {};
  if (!offer || !whose) return;
  cardLookup.clear();
  offered.value = whose;
  await cardLookup.run({ offer, doctor: patientOnScreen.value?.doctor ?? null });
}

/** Watches the reader while the view is in front, and takes the offer back when the screen changes. */
export function watchCard(): void {
  onEvent('card.changed', (told) => {
    flush(() => {
      card.value = told;
    });
  });
  screenKey.subscribe(() => {
    withdrawn.value = card.peek()?.offer ?? null;
  });
  effect(() => {
    if (view.value !== 'card' || !inFront.value || host.value.state !== 'connected') return;
    void renew();
    const timer = setInterval(renew, RENEW_MS);
    return () => clearInterval(timer);
  });
}

async function renew(): Promise<void> {
  // Nobody watched for a while: what the reader said then is worth nothing now.
  if (Date.now() - renewedAt > WATCHED_MS) card.value = null;
  renewedAt = Date.now();
  try {
    await send('card.watch', {});
    watchError.value = null;
  } catch (thrown) {
    watchError.value = errorBodyOf(thrown);
  }
}
