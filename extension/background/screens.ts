import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { events } from '../../shared/protocol/events.ts';
import type { Screen } from '../../shared/protocol/extension-messages.ts';
import type { AnswerOf } from '../../shared/protocol/messages.ts';
import { type BadgeView, type Binding, sameBinding } from '../../shared/protocol/schemas.ts';
import type { Host } from './host.ts';
import { notePage, noteScreen } from './page-notes.ts';
import type { Place } from './sender.ts';
import { rememberFrame, rememberWaiting } from './session.ts';
import { forgetFrameIcon, showTab } from './toolbar.ts';
import { COVERED, LOOKING, viewOf, waitsForHelper, whyNotAutomatic } from './view.ts';

/** A frame that is taken away covers as it goes, and can say no more: it is looked for once after that. */
const GONE_MS = 1_000;

/** The lookup that runs for each document; a newer report of the same document gives the older one up. */
const running = new Map<string, AbortController>();
/** What each frame's badge was last told, and of whom. */
const said = new Map<string, { place: Place; nonce: string; seq: number; view: BadgeView }>();
/** Of whom each frame's badge carries the mark: an answer without query 2 does not take it away again. */
const marked = new Map<string, string>();
/** Counts the reports of each frame, to notice one that came while we were not looking. */
const reported = new Map<string, number>();

const keyOf = ({ tab, frame }: Place) => `${tab}/${frame}`;
const nameOf = ({ nonce, seq }: { nonce: string; seq: number }) => `${nonce}/${seq}`;
const reportsOf = (place: Place) => reported.get(keyOf(place)) ?? 0;

/** What a page shows now: covers first, then looks up if it may, and says what the badge shall show. */
export async function reportScreen(
  host: Host,
  place: Place,
  screen: Screen,
): Promise<AnswerOf<'screen.report'>> {
  const key = keyOf(place);
  reported.set(key, reportsOf(place) + 1);
  running.get(key)?.abort();
  const control = new AbortController();
  running.set(key, control);
  showTab(place, screen.status === 'patient' ? LOOKING : screen.status === 'noPatient' ? null : COVERED);
  await rememberFrame(place.tab, place.frame, place.page);
  const elsewhere = (told: boolean | null) =>
    isMarked(key, screen, running.get(key) === control ? told : null);
  const view = await viewOf(host, place, screen, { signal: control.signal, elsewhere });
  if (running.get(key) === control) {
    running.delete(key);
    // In one task with the answer: neither a newer report nor a mark that comes late finds it half told.
    said.set(key, { place, nonce: screen.nonce, seq: screen.seq, view });
    if (screen.status !== 'noPatient') showTab(place, view);
    if (screen.status === 'waiting') setTimeout(forgetIfGone, GONE_MS, place, reportsOf(place));
    void rememberWaiting(place.tab, place.frame, waitsForHelper(view));
    if (view.state === 'noPermission') notePage(host, place.page, 'noSitePermission');
    else noteScreen(host, place.page, screen.status);
  }
  return { nonce: screen.nonce, seq: screen.seq, view };
}

/** Is this patient's badge marked? `told`: what an answer with query 2 says of it, null for one without. */
function isMarked(key: string, of: { nonce: string; seq: number }, told: boolean | null): boolean {
  if (told === true) marked.set(key, nameOf(of));
  else if (told === false) marked.delete(key);
  return marked.get(key) === nameOf(of);
}

async function forgetIfGone(place: Place, reports: number): Promise<void> {
  const there = await readScreen(place.tab, place.frame);
  if (!there && reportsOf(place) === reports) forgetFrameIcon(place);
}

/**
 * The panel looked the patient on the screen up: the badge shows the same, without asking again. An answer about
 * anyone but who was asked for is dropped.
 */
export async function showAnswer(
  asked: { binding: Binding; page: string },
  answer: AnswerOf<'referrals.read'>,
): Promise<void> {
  if (!sameBinding(asked.binding, answer.binding)) return;
  const { tab, frame } = asked.binding;
  const place = { tab, frame, page: asked.page };
  const { state, count } = answer.badge;
  const { other } = answer;
  const found = other.kind === 'answer' ? other.referrals.length > 0 : null;
  const elsewhere = isMarked(keyOf(place), answer.binding, found);
  const reason = answer.own.kind === 'failed' ? answer.own.error.key : null;
  await push(place, answer.binding, { state, count, elsewhere, reason });
}

/** What one frame shows now, read afresh; null when nothing of ours lives there any more. */
export async function readScreen(tab: number, frame: number): Promise<Screen | null> {
  try {
    const reply = (await browser.tabs.sendMessage(
      tab,
      { type: 'screen.read', body: {} },
      { frameId: frame },
    )) as { ok: boolean; body: Screen } | undefined;
    return reply?.ok ? reply.body : null;
  } catch {
    return null; // "Receiving end does not exist": the frame is gone.
  }
}

/** Looks one frame's patient up again without the page asking: at midnight, or when the helper is back. */
export async function refreshFrame(host: Host, place: Place, trigger: 'midnight' | 'auto'): Promise<void> {
  const before = reportsOf(place);
  const screen = await readScreen(place.tab, place.frame);
  if (!screen) return;
  const asked = { ...screen, trigger };
  // The page did not ask, so it does not know that somebody is looking.
  const looks = trigger === 'auto' && screen.status === 'patient' && !(await whyNotAutomatic(place, asked));
  if (looks) await push(place, screen, LOOKING);
  // The page itself reported meanwhile: that is newer than what was read, and looks up by itself.
  if (reportsOf(place) !== before) return;
  const { view } = await reportScreen(host, place, asked);
  await push(place, screen, view);
}

/**
 * The host found out too late for the badge's own answer: the mark is added to what the same document says of the
 * same patient, at once or with the lookup that runs by now.
 */
export async function markElsewhere(told: unknown): Promise<void> {
  const heard = v.safeParse(events['badge.elsewhere'].body, told);
  if (!heard.success) return;
  const { tab, frame, nonce, seq } = heard.output.binding;
  const key = `${tab}/${frame}`;
  const now = said.get(key);
  if (!now || now.nonce !== nonce || now.seq !== seq) return;
  marked.set(key, nameOf(now));
  if (running.has(key)) return;
  await push(now.place, now, { ...now.view, elsewhere: true });
}

/** Sends the badge to its document, which drops it when it shows another patient by now. */
async function push(place: Place, about: { nonce: string; seq: number }, view: BadgeView): Promise<void> {
  const body = { nonce: about.nonce, seq: about.seq, view };
  const before = reportsOf(place);
  const reply = await browser.tabs
    .sendMessage(place.tab, { type: 'badge.show', body }, { frameId: place.frame })
    .catch(() => undefined);
  // The page reported meanwhile: the icon is that report's.
  if (!(reply as { ok?: boolean } | undefined)?.ok || reportsOf(place) !== before) return;
  if (view !== LOOKING) said.set(keyOf(place), { place, ...body });
  showTab(place, view);
}

export function forgetScreens(tab: number): void {
  for (const kept of [said, marked, reported]) {
    for (const key of kept.keys()) if (key.startsWith(`${tab}/`)) kept.delete(key);
  }
}
