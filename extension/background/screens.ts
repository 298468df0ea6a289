import browser from 'webextension-polyfill';
import { CodedError, type ErrorKey } from '../../shared/protocol/errors/codes.ts';
import type { Screen } from '../../shared/protocol/extension-messages.ts';
import type { AnswerOf } from '../../shared/protocol/messages.ts';
import { type BadgeView, type Binding, sameBinding } from '../../shared/protocol/schemas.ts';
import type { Host } from './host.ts';
import type { Place } from './sender.ts';
import { isTrusted, rememberFrame, rememberWaiting } from './session.ts';
import { isPermitted } from './sites.ts';
import { showTab } from './toolbar.ts';

/** Codes that mean "there is no helper to ask", whatever the reason. */
const NO_HELPER: ReadonlySet<string> = new Set<ErrorKey>([
  'wire:hostNotFound',
  'wire:hostForbidden',
  'wire:hostFailedToStart',
  'wire:hostNameInvalid',
]);

/** Codes that mean "nobody was asked": once the helper answers, the same question makes sense again. */
const NOT_ASKED: ReadonlySet<string> = new Set<ErrorKey>([
  'wire:hostExited',
  'wire:hostGarbled',
  'wire:noHello',
  'wire:hostTooOld',
  'wire:extensionTooOld',
  'wire:callerRefused',
  'wire:disconnected',
]);

/** Nothing to say of anyone. */
export const COVERED: BadgeView = { state: 'cannotTell', count: 0, elsewhere: false, reason: null };
const NO_PERMISSION: BadgeView = { ...COVERED, state: 'noPermission', reason: 'app:noSitePermission' };
const LOOKING: BadgeView = { ...COVERED, state: 'lookingUp' };

const cannotTell = (reason: string): BadgeView => ({ ...COVERED, reason });

/** The lookup that runs for each document; a newer report of the same document gives the older one up. */
const running = new Map<string, AbortController>();
/** Counts the reports of each frame, to notice one that came while we were not looking. */
const reported = new Map<string, number>();

const keyOf = ({ tab, frame }: Place) => `${tab}/${frame}`;
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
  const view = await viewOf(host, place, screen, control.signal);
  if (running.get(key) === control) {
    running.delete(key);
    await rememberWaiting(place.tab, place.frame, waitsForHelper(view));
    if (screen.status !== 'noPatient') showTab(place, view);
  }
  return { nonce: screen.nonce, seq: screen.seq, view };
}

function waitsForHelper({ reason }: BadgeView): boolean {
  return reason !== null && (NO_HELPER.has(reason) || NOT_ASKED.has(reason));
}

async function viewOf(host: Host, place: Place, screen: Screen, signal: AbortSignal): Promise<BadgeView> {
  if (screen.status === 'masked') return cannotTell('app:idMasked');
  if (screen.status === 'moved') return cannotTell('app:adapterMoved');
  if (screen.status === 'unclear') return cannotTell('app:identityUnclear');
  if (screen.status !== 'patient' || !screen.patient) return COVERED;
  // A site that was taken back keeps our script until it is loaded again.
  if (!(await isPermitted(place.page))) return NO_PERMISSION;
  const barred = await whyNotAutomatic(place, screen);
  if (barred) return cannotTell(barred);
  try {
    return await lookUp(host, place, screen, signal);
  } catch (error) {
    const reason = error instanceof CodedError ? error.key : 'app:internal';
    return NO_HELPER.has(reason) ? { ...COVERED, state: 'noHelper', reason } : cannotTell(reason);
  }
}

/**
 * Automatic lookups only in a visible tab, after a user really did something, with an active visit. Midnight is
 * no exception: a hidden page then says that it cannot tell, and asks once it is seen.
 */
async function whyNotAutomatic(place: Place, screen: Screen): Promise<ErrorKey | null> {
  if (screen.trigger === 'refresh') return null;
  if (!screen.visible) return 'app:notVisible';
  if (!screen.trusted && !(await isTrusted(place.tab))) return 'app:noUserEvent';
  return screen.activeVisit ? null : 'app:noActiveVisit';
}

async function lookUp(host: Host, place: Place, screen: Screen, signal: AbortSignal): Promise<BadgeView> {
  if (!screen.patient) return COVERED;
  const { id, birthDate, doctor } = screen.patient;
  const binding: Binding = { tab: place.tab, frame: place.frame, nonce: screen.nonce, seq: screen.seq };
  const answer = await host.call({
    type: 'badge.lookup',
    sender: 'content',
    id: crypto.randomUUID(),
    signal,
    body: { binding, page: place.page, trigger: screen.trigger, patient: { id, birthDate }, doctor },
  });
  if (!sameBinding(answer.binding, binding)) throw new CodedError('wire:badAnswer', 'binding');
  const { state, count } = answer.badge;
  return { state, count, elsewhere: answer.elsewhere ?? false, reason: answer.error?.key ?? null };
}

/** The panel looked the patient on the screen up: the badge shows the same, without asking again. */
export async function showAnswer(place: Place, answer: AnswerOf<'referrals.read'>): Promise<void> {
  const { state, count } = answer.badge;
  const elsewhere = answer.other.kind === 'answer' && answer.other.referrals.length > 0;
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

/** Sends the badge to its document, which drops it when it shows another patient by now. */
async function push(place: Place, about: { nonce: string; seq: number }, view: BadgeView): Promise<void> {
  const body = { nonce: about.nonce, seq: about.seq, view };
  const reply = await browser.tabs
    .sendMessage(place.tab, { type: 'badge.show', body }, { frameId: place.frame })
    .catch(() => undefined);
  if ((reply as { ok?: boolean } | undefined)?.ok) showTab(place, view);
}
