import browser from 'webextension-polyfill';
import { errorText } from '../../shared/protocol/errors/texts.ts';
import type { BadgeView } from '../../shared/protocol/schemas.ts';
import { language, t } from '../messaging/i18n.ts';
import type { Place } from './sender.ts';

/** The trusted copy of the badge: a page can draw over itself, never over the toolbar. */
const LOOK: Record<BadgeView['state'], { text: string; color: string }> = {
  overdue: { text: '#', color: '#b3261e' },
  due: { text: '#', color: '#b35a00' },
  owedUnknown: { text: '#', color: '#b35a00' },
  arrived: { text: '#', color: '#0b57d0' },
  summaryDue: { text: '#', color: '#b35a00' },
  replyArrived: { text: '#', color: '#146c2e' },
  outgoingWaiting: { text: '#', color: '#5f6368' },
  replied: { text: '✓', color: '#146c2e' },
  expired: { text: '–', color: '#5f6368' },
  none: { text: '', color: '#5f6368' },
  lookingUp: { text: '…', color: '#5f6368' },
  cannotTell: { text: '?', color: '#5f6368' },
  insertPatientCard: { text: '!', color: '#0b57d0' },
  insertDoctorCard: { text: '!', color: '#0b57d0' },
  noPermission: { text: '!', color: '#5f6368' },
  noHelper: { text: '!', color: '#b3261e' },
};

/** No patient, or one whom the page is changing: nothing that could be taken for an answer. */
const PLAIN = { text: '', color: '#5f6368' };
const CHANGING = { text: '…', color: '#5f6368' };
/** Beside the state's own sign: referrals at other institutions too. */
const ELSEWHERE = '*';

interface TabIcon {
  /** The frame whose badge the icon shows. */
  shown: number;
  /** What each frame's badge says, the one that reported last at the end; null: nobody is there. */
  views: Map<number, BadgeView | null>;
}
const icons = new Map<number, TabIcon>();

/**
 * Shows on its tab's icon what a frame's badge says. A frame without a patient (null), or one that is not whole, has
 * no badge: it takes the icon from no other frame.
 */
export function showTab({ tab, frame }: Place, view: BadgeView | null): void {
  const icon = icons.get(tab) ?? { shown: frame, views: new Map<number, BadgeView | null>() };
  icons.set(tab, icon);
  icon.views.delete(frame);
  icon.views.set(frame, view);
  if (frame !== icon.shown && !speaks(view) && icon.views.get(icon.shown)) return;
  icon.shown = frame;
  if (view) draw(tab, view);
  else showOther(tab, icon);
}

/** The frame is gone without another word. */
export function forgetFrameIcon({ tab, frame }: Place): void {
  const icon = icons.get(tab);
  if (!icon?.views.delete(frame) || icon.shown !== frame) return;
  showOther(tab, icon);
}

/** Nobody is in the frame that was shown: what the newest badge elsewhere in the tab says, or nothing. */
function showOther(tab: number, icon: TabIcon): void {
  const others = [...icon.views].filter(([, view]) => view !== null);
  const [frame, view] = others.findLast(([, one]) => speaks(one)) ?? others.at(-1) ?? [icon.shown, null];
  icon.shown = frame;
  draw(tab, view);
}

function draw(tabId: number, view: BadgeView | null): void {
  const look = lookOf(view);
  const sign = look.text === '#' ? String(view?.count ?? '') : look.text;
  const text = view?.elsewhere ? sign + ELSEWHERE : sign;
  // A tab that was closed meanwhile has no icon to draw on: nothing is lost.
  const quiet = (drawn: Promise<void>) => drawn.catch(() => undefined);
  quiet(browser.action.setBadgeText({ tabId, text }));
  quiet(browser.action.setBadgeBackgroundColor({ tabId, color: look.color }));
  quiet(browser.action.setTitle({ tabId, title: view ? titleOf(view) : t('app_name') }));
}

function speaks(view: BadgeView | null): view is BadgeView {
  return view !== null && !isChanging(view);
}

function lookOf(view: BadgeView | null) {
  if (!view) return PLAIN;
  return isChanging(view) ? CHANGING : LOOK[view.state];
}

/** The badge in words, a line each: state, mark, and where it says nothing of referrals, why and what to do. */
function titleOf(view: BadgeView): string {
  const state = t(isChanging(view) ? 'badge_covered' : `badge_${view.state}`);
  const mark = view.elsewhere ? [t('toolbar_elsewhere')] : [];
  return [t('toolbar_title', state), ...mark, ...whyOf(view)].join('\n');
}

function whyOf({ reason }: BadgeView): string[] {
  if (reason === null) return [];
  const { what, next } = errorText(reason)[language()];
  return [what, next, t('error_code', reason)];
}

/** Every "cannot tell" has its reason; without one the page is between two patients. */
function isChanging({ state, reason }: BadgeView): boolean {
  return state === 'cannotTell' && reason === null;
}

export function forgetTabIcon(tab: number): void {
  icons.delete(tab);
}
