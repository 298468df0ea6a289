import { DOCKED, SIZE } from './style.ts';

/** Distances in CSS pixels from the right and the bottom edge of the document's window. */
export interface Corner {
  right: number;
  bottom: number;
}

export interface Placed {
  left: number;
  top: number;
  docked: boolean;
}

export const DEFAULT_CORNER: Corner = { right: 24, bottom: 24 };
const FOCUSABLE =
  'a[href],button,input:not([type=hidden]),select,textarea,summary,[tabindex]:not([tabindex^="-"]),[contenteditable=""],[contenteditable=true]';
const STEP = 48;
/**
 * Where the ground under it is probed, as shares of its size: closer together than a button is wide. Each point
 * costs a walk over the page's rows, so there are no more.
 */
const POINTS = [
  [0.04, 0.3],
  [0.25, 0.7],
  [0.42, 0.3],
  [0.6, 0.7],
  [0.78, 0.3],
  [0.96, 0.7],
] as const;

/**
 * Where the badge goes: at its corner, or, where it would lie on something that takes the keyboard, as a tab at
 * the right edge. Reads layout: call it when idle, once after load, resize and a move.
 */
export function place(corner: Corner, host: Element): Placed {
  const free = within(corner, SIZE);
  if (!covers(free, SIZE, host)) return { ...free, docked: false };
  const edge = { left: innerWidth - DOCKED.width, top: free.top };
  const tops = [0, -1, 1, -2, 2, -3, 3, -4, 4].map((n) => edge.top + n * STEP);
  const seen = tops.filter((top) => top >= 0 && top + DOCKED.height <= innerHeight);
  const top = seen.find((y) => !covers({ ...edge, top: y }, DOCKED, host)) ?? edge.top;
  return { left: edge.left, top, docked: true };
}

/** The corner that a place comes to. */
export function cornerOf({ left, top }: Pick<Placed, 'left' | 'top'>): Corner {
  return { right: innerWidth - left - SIZE.width, bottom: innerHeight - top - SIZE.height };
}

export function isCorner(value: unknown): value is Corner {
  const { right, bottom } = (value ?? {}) as Record<string, unknown>;
  return Number.isFinite(right) && Number.isFinite(bottom);
}

function within({ right, bottom }: Corner, size: typeof SIZE) {
  const clamp = (at: number, room: number) => Math.round(Math.max(0, Math.min(at, room)));
  return {
    left: clamp(innerWidth - right - size.width, innerWidth - size.width),
    top: clamp(innerHeight - bottom - size.height, innerHeight - size.height),
  };
}

function covers({ left, top }: { left: number; top: number }, size: typeof SIZE, host: Element): boolean {
  return POINTS.some(([x, y]) => {
    const under = document.elementsFromPoint(left + size.width * x, top + size.height * y);
    return under.some((el) => el !== host && el.closest(FOCUSABLE));
  });
}
