import { type BadgeStateName, REFERRAL_STATES } from '../../../shared/domain/badge-state.ts';
import type { BadgeView } from '../../../shared/protocol/schemas.ts';
import { ICONS, type IconName } from './icons.ts';

/** What the badge is asked to show: an answer, or one of its own conditions. */
export type Shown = BadgeView | 'covered' | 'noPatient' | 'gone' | { press: string };

export type Tone = 'alarm' | 'warn' | 'news' | 'calm' | 'plain';

/** Everything that is drawn. Texts hold a state and a count, nothing of a referral. */
export interface Face {
  state: string;
  icon: IconName;
  tone: Tone;
  label: string;
  hint: string;
  count: string;
  elsewhere: string;
  /** For a screen reader. */
  spoken: string;
}

type Say = (key: string, ...values: string[]) => string;

/** In the order of REFERRAL_STATES. */
const TONES = 'alarm warn warn warn warn news news calm calm calm'.split(' ') as Tone[];

/** Why it cannot tell, as far as the badge itself says it; the panel tells the rest. */
const HINTS: Record<string, string> = {
  'app:noUserEvent': 'Click',
  'app:noActiveVisit': 'Click',
  'app:notVisible': 'Click',
  'app:limitAutomatic': 'Click',
  'app:idMasked': 'Masked',
  'app:adapterMoved': 'Moved',
  'app:identityUnclear': 'Unclear',
};

export function faceOf(shown: Shown, say: Say): Face {
  if (typeof shown === 'string') {
    const spoken = say(`badge_${shown}`);
    const label = shown === 'covered' ? '' : spoken;
    return plain(shown === 'gone' ? shown : 'covered', label, '', spoken);
  }
  if ('press' in shown) return pressFace(shown.press, say);
  return viewFace(shown, say);
}

/** Is it an answer of the worker's that can be drawn? A state that is newer than we are cannot be. */
export function isView(view: unknown): view is BadgeView {
  const { state, count, elsewhere, reason } = (view ?? {}) as Record<string, unknown>;
  return (
    isState(state) &&
    Number.isInteger(count) &&
    (count as number) >= 0 &&
    typeof elsewhere === 'boolean' &&
    (reason === null || (typeof reason === 'string' && /^[a-z]+:\w+$/.test(reason)))
  );
}

export function isReferral(state: string): boolean {
  return (REFERRAL_STATES as readonly string[]).includes(state);
}

function isState(state: unknown): state is BadgeStateName {
  return typeof state === 'string' && Object.hasOwn(ICONS, state) && state !== 'covered' && state !== 'gone';
}

function viewFace({ state, count, elsewhere, reason }: BadgeView, say: Say): Face {
  const counted = count > 0 && isReferral(state);
  const label = say(`badge_${state}`);
  const hint = state === 'cannotTell' ? say(`badge_hint${HINTS[reason ?? ''] ?? 'Panel'}`) : '';
  const number = counted ? (count > 99 ? '99+' : String(count)) : '';
  const mark = elsewhere ? say('badge_elsewhere') : '';
  return {
    state,
    icon: state,
    tone: TONES[(REFERRAL_STATES as readonly string[]).indexOf(state)] ?? 'plain',
    label,
    hint,
    count: number,
    elsewhere: mark,
    spoken: [say('badge_name'), label, hint, number, mark].filter(Boolean).join(' '),
  };
}

/** The browser let no click open the panel: say which key does. */
function pressFace(key: string, say: Say): Face {
  return { ...plain('covered', say('badge_press'), key, `${say('badge_press')} ${key}`), state: 'press' };
}

function plain(icon: IconName, label: string, hint: string, spoken: string): Face {
  return { state: icon, icon, tone: 'plain', label, hint, count: '', elsewhere: '', spoken };
}
