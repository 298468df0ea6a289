import { CodedError, type ErrorKey } from '../../shared/protocol/errors/codes.ts';
import type { Screen } from '../../shared/protocol/extension-messages.ts';
import { type BadgeView, type Binding, sameBinding } from '../../shared/protocol/schemas.ts';
import type { Host } from './host.ts';
import type { Place } from './sender.ts';
import { isTrusted } from './session.ts';
import { isPermitted } from './sites.ts';

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
export const LOOKING: BadgeView = { ...COVERED, state: 'lookingUp' };

const cannotTell = (reason: string): BadgeView => ({ ...COVERED, reason });

/** Does this badge say that the helper could not be asked? */
export function waitsForHelper({ reason }: BadgeView): boolean {
  return reason !== null && (NO_HELPER.has(reason) || NOT_ASKED.has(reason));
}

export interface Asking {
  signal: AbortSignal;
  /** Has this patient referrals elsewhere? Given what the answer says, null where it does not know. */
  elsewhere(told: boolean | null): boolean;
}

/** What the badge shall say of a screen: looks up where it may, else says why not. */
export async function viewOf(host: Host, place: Place, screen: Screen, asking: Asking): Promise<BadgeView> {
  if (screen.status === 'masked') return cannotTell('app:idMasked');
  if (screen.status === 'moved') return cannotTell('app:adapterMoved');
  if (screen.status === 'unclear') return cannotTell('app:identityUnclear');
  if (screen.status !== 'patient' || !screen.patient) return COVERED;
  // A site that was taken back keeps our script until it is loaded again.
  if (!(await isPermitted(place.page))) return NO_PERMISSION;
  const barred = await whyNotAutomatic(place, screen);
  if (barred) return cannotTell(barred);
  try {
    return await lookUp(host, place, screen, asking);
  } catch (error) {
    const reason = error instanceof CodedError ? error.key : 'app:internal';
    return NO_HELPER.has(reason) ? { ...COVERED, state: 'noHelper', reason } : cannotTell(reason);
  }
}

/**
 * Automatic lookups only in a visible tab, after a user really did something, with an active visit. Midnight is
 * no exception: a hidden page then says that it cannot tell, and asks once it is seen.
 */
export async function whyNotAutomatic(place: Place, screen: Screen): Promise<ErrorKey | null> {
  if (screen.trigger === 'refresh') return null;
  if (!screen.visible) return 'app:notVisible';
  if (!screen.trusted && !(await isTrusted(place.tab))) return 'app:noUserEvent';
  return screen.activeVisit ? null : 'app:noActiveVisit';
}

async function lookUp(
  host: Host,
  place: Place,
  screen: Screen,
  { signal, elsewhere }: Asking,
): Promise<BadgeView> {
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
  return { state, count, elsewhere: elsewhere(answer.elsewhere), reason: answer.error?.key ?? null };
}
