import { contextLives, recall, remember, say } from '../runtime.ts';
import { type Face, faceOf, type Shown } from './face.ts';
import { movable } from './move.ts';
import { type Corner, cornerOf, DEFAULT_CORNER, isCorner, type Placed, place } from './place.ts';
import { DOCKED, hostRule, SIZE, TAG } from './style.ts';
import { buildBadge } from './view.ts';

/** A page that keeps removing it wins in the end: the toolbar icon still shows. */
const COMEBACKS = 5;
const PRESS_MS = 6000;

export interface Badge {
  show(shown: Shown): void;
  /** Put it back if the page has removed it. */
  keep(): void;
  /** Is it what the event hit? */
  owns(target: EventTarget | null): boolean;
}

/** Puts the badge into the page: a closed root, which no script of the page can open. */
export function createBadge(press: (state: string) => void): Badge {
  document.querySelector(`:root>${TAG}`)?.remove();
  const host = document.createElement(TAG.toLowerCase());
  const root = host.attachShadow({ mode: 'closed' });
  /** Its text cannot be had any more when it is needed. */
  let gone: Face | undefined;
  const key = `badge.place:${origin}`;
  let corner: Corner = DEFAULT_CORNER;
  let at: Placed = { left: 0, top: 0, docked: false };
  const dom = buildBadge(root, say('badge_lang'), hostRule());
  let returns = 0;
  let before: Shown = 'covered';
  let pressTimer: ReturnType<typeof setTimeout> | undefined;
  let placeTimer: ReturnType<typeof setTimeout> | undefined;

  function moveTo(to: Placed): void {
    at = to;
    dom.dock(to.docked, hostRule(to, to.docked ? DOCKED : SIZE));
  }

  function put(): void {
    moveTo(place(corner, host));
    if (contextLives()) gone ??= faceOf('gone', say);
  }

  function show(shown: Shown): void {
    const press = typeof shown === 'object' && 'press' in shown;
    if (!press) before = shown;
    // Which key to press stays to be read, but never over a change of patient.
    if (pressTimer && typeof shown === 'object' && !press) return;
    clearTimeout(pressTimer);
    pressTimer = press ? setTimeout(unpress, PRESS_MS) : undefined;
    draw(shown);
  }

  function unpress(): void {
    pressTimer = undefined;
    draw(before);
  }

  function draw(shown: Shown): void {
    const face = shown === 'gone' ? gone : faceOf(shown, say);
    if (!face) return host.remove();
    dom.draw(face);
  }

  const move = movable(dom.button, {
    at: () => at,
    move: (to) => moveTo({ ...to, docked: false }),
    dropped() {
      corner = cornerOf(at);
      remember(key, corner);
      whenIdle(put);
    },
  });
  dom.button.addEventListener('click', (event) => {
    if (event.isTrusted && !move.dragged()) press(stateOf(before));
  });
  const soon = () => {
    clearTimeout(placeTimer);
    placeTimer = setTimeout(whenIdle, 300, put);
  };
  addEventListener('resize', soon);
  if (document.readyState !== 'complete') addEventListener('load', () => whenIdle(put));
  document.documentElement.append(host);
  recall(key, (kept) => {
    if (isCorner(kept)) corner = kept;
    whenIdle(put);
  });

  return {
    show,
    keep() {
      if (host.isConnected || returns >= COMEBACKS) return;
      returns++;
      document.documentElement?.append(host);
    },
    owns: (target) => target === host,
  };
}

/** Which key to press is no answer: what lies under it is. */
function stateOf(shown: Shown): string {
  return typeof shown === 'object' && 'state' in shown ? shown.state : '';
}

/** Right after a frame, when the page's layout is done: asking for it earlier would do it twice. */
function whenIdle(then: () => void): void {
  requestAnimationFrame(() => requestIdleCallback(then, { timeout: 1000 }));
}
