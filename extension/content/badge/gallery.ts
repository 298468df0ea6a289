import { OTHER_STATES, REFERRAL_STATES } from '../../../shared/domain/badge-state.ts';
import { say } from '../runtime.ts';
import { faceOf, type Shown } from './face.ts';
import { DOCKED, SIZE } from './style.ts';
import { buildBadge } from './view.ts';

/** Every face of the badge in open roots, for the eye and for axe. Not part of a release. */
const views: Shown[] = [...REFERRAL_STATES, ...OTHER_STATES].map((state) => ({
  state,
  count: 2,
  elsewhere: state === 'overdue' || state === 'none',
  reason: null,
}));
const reasons = ['app:noUserEvent', 'app:idMasked', 'app:adapterMoved', 'app:identityUnclear'];
const others: Shown[] = [
  ...reasons.map((reason) => ({ state: 'cannotTell' as const, count: 0, elsewhere: false, reason })),
  { state: 'due', count: 120, elsewhere: true, reason: null },
  'covered',
  'noPatient',
  'gone',
  { press: 'Alt+Shift+R' },
];

for (const docked of [false, true]) for (const shown of [...views, ...others]) add(shown, docked);

function add(shown: Shown, docked: boolean): void {
  const host = document.createElement('div');
  const { width, height } = docked ? DOCKED : SIZE;
  host.style.cssText = `position:relative;display:inline-block;contain:strict;margin:6px;width:${width}px;height:${height}px`;
  const dom = buildBadge(host.attachShadow({ mode: 'open' }), say('badge_lang'));
  dom.draw(faceOf(shown, say));
  dom.dock(docked);
  document.getElementById('gallery')?.append(host);
}
