import { Page } from './page.ts';
import { call } from './runtime.ts';
import { onFirstTrusted } from './trust.ts';

const TRIES = 5;
const AGAIN_MS = 500;

/** Runs once in every frame of a permitted site, at document_start. */
async function start(): Promise<void> {
  const life = new AbortController();
  const trusted = new Promise<EventTarget | null>((then) => {
    onFirstTrusted((target) => {
      call('page.trusted', {}).catch(() => {});
      then(target);
    }, life.signal);
  });
  const page = new Page(await ask(), life);
  if (!page.known) return;
  await parsed();
  trusted.then((target) => page.trust(target));
  page.start();
}

/** No adapter is an answer; silence is asked again, for a worker may be stopped at any moment. */
async function ask() {
  for (let tries = 1; ; tries++) {
    try {
      return (await call('page.open', {})).adapters;
    } catch (thrown) {
      const lost = thrown instanceof Error && thrown.message === 'wire:disconnected';
      if (!lost || tries === TRIES) return [];
      await new Promise((then) => setTimeout(then, AGAIN_MS * tries));
    }
  }
}

/** Nothing is watched while the page is still being parsed: it would be looked at a thousand times for nothing. */
function parsed(): Promise<void> {
  if (document.readyState !== 'loading') return Promise.resolve();
  return new Promise((then) => document.addEventListener('DOMContentLoaded', () => then(), { once: true }));
}

// Chromium may inject twice when the extension is permitted while the page is open.
const world = globalThis as { nhiReferralCompanion?: true };
if (!world.nhiReferralCompanion) {
  world.nhiReferralCompanion = true;
  start();
}
