import { badgeOf, type FrameBadge } from './frame-badges.ts';
import type { Report, ScreenWatcher } from './screens.ts';

/** What the frames of a page said last, each with the badge of its own document. */
export interface Standing {
  frames: readonly { report: Report; badge: FrameBadge | null }[];
  /** Documents that said something and may be about to say more: not whole yet, or gone for another to come. */
  unfinished: ReadonlySet<string>;
}

/** Polls without a change after which a page counts as settled: with a patient, without a word, still not whole. */
const STILL = { known: 3, silent: 12, waiting: 40 };
const UNSETTLED = new Set(['covered', 'lookingUp', 'press', '']);

export async function look(watcher: ScreenWatcher): Promise<Standing> {
  const newest = new Map((await watcher.reports()).map((one) => [one.frame, one]));
  const frames: { report: Report; badge: FrameBadge | null }[] = [];
  const unfinished = new Set<string>();
  for (const report of newest.values()) {
    const badge = await badgeOf(watcher.page, report);
    if (badge === 'gone' || report.screen.status === 'waiting') unfinished.add(report.document);
    if (badge !== 'gone') frames.push({ report, badge });
  }
  return { frames, unfinished };
}

export function settled(badge: FrameBadge | null): badge is FrameBadge {
  return badge !== null && !UNSETTLED.has(badge.state);
}

/** One patient in one document. */
export const keyOf = ({ frame, screen: { nonce, seq } }: Report): string => `${frame}/${nonce}/${seq}`;

/** How many polls without a change a page in this state deserves; `given`: documents that were waited for before. */
export function patience({ frames, unfinished }: Standing, given: ReadonlySet<string>): number {
  if ([...unfinished].some((document) => !given.has(document))) return STILL.waiting;
  return frames.length > 0 ? STILL.known : STILL.silent;
}

/** Why a frame shows no patient, in words. */
export function whyNot({ frame, screen: { status, field } }: Report): string {
  const where = `frame ${frame}`;
  if (status === 'waiting') return `${where} never showed the adapter's sign \`ready\``;
  if (status === 'masked') return `${where} shows a masked ID`;
  const what = status === 'moved' ? 'is not found' : 'is found, and cannot be read';
  return `${where}: the field \`${field ?? '?'}\` ${what}`;
}
