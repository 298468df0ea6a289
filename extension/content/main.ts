import type { Adapter } from '../../shared/adapter/adapter.ts';
import { Page } from './page.ts';
import { call } from './runtime.ts';
import { onFirstTrusted } from './trust.ts';

const TRIES = 5;
const AGAIN_MS = 500;

/** Runs once in every frame of a permitted site, at document_start. */
function start(): void {
  let page: Page | undefined;
  let used: { target: EventTarget | null } | undefined;
  onFirstTrusted((target) => {
    call('page.trusted', {}, ignore, ignore);
    used = { target };
    page?.trust(target);
  });
  ask((adapters) => {
    const opened = new Page(adapters);
    if (opened.known) parsed(() => begin(opened));
  });

  function begin(opened: Page): void {
    opened.start();
    page = opened;
    if (used) page.trust(used.target);
  }
}

const ignore = () => {};

/** No adapter is an answer; silence is asked again, for a worker may be stopped at any moment. */
function ask(then: (adapters: Adapter[]) => void, tries = 1): void {
  call(
    'page.open',
    {},
    ({ adapters }) => then(adapters),
    (failed) => {
      if (failed === 'wire:disconnected' && tries < TRIES) setTimeout(ask, AGAIN_MS * tries, then, tries + 1);
    },
  );
}

/** Nothing is watched while the page is still being parsed: it would be looked at a thousand times for nothing. */
function parsed(then: () => void): void {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', then, { once: true });
  else then();
}

// Chromium may inject twice when the extension is permitted while the page is open.
const world = globalThis as { nhiReferralCompanion?: true };
if (!world.nhiReferralCompanion) {
  world.nhiReferralCompanion = true;
  start();
}
