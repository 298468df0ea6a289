import browser from 'webextension-polyfill';
import type { BadgeView } from '../../shared/protocol/schemas.ts';
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

/** The frame whose patient the tab's icon shows: the one that reported last. */
const shownFrame = new Map<number, number>();

/** Shows one frame's badge on its tab's icon; null clears it, unless another frame is shown there. */
export function showTab(place: Place, view: BadgeView | null): void {
  if (view === null && (shownFrame.get(place.tab) ?? place.frame) !== place.frame) return;
  shownFrame.set(place.tab, place.frame);
  const look = view ? LOOK[view.state] : { text: '', color: '#5f6368' };
  const text = look.text === '#' ? String(view?.count ?? '') : look.text;
  const title = view ? browser.i18n.getMessage(`badge_${view.state}`) : '';
  const app = browser.i18n.getMessage('app_name');
  const tabId = place.tab;
  // A tab that was closed meanwhile has no icon to draw on: nothing is lost.
  const quiet = (drawn: Promise<void>) => drawn.catch(() => undefined);
  quiet(browser.action.setBadgeText({ tabId, text }));
  quiet(browser.action.setBadgeBackgroundColor({ tabId, color: look.color }));
  quiet(browser.action.setTitle({ tabId, title: title ? `${app}：${title}` : app }));
}

export function forgetTabIcon(tab: number): void {
  shownFrame.delete(tab);
}
