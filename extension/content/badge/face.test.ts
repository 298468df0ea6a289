import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OTHER_STATES, REFERRAL_STATES } from '../../../shared/domain/badge-state.ts';
import { faceOf, isView, type Shown } from './face.ts';
import { ICONS } from './icons.ts';

const view = (state: string, more: object = {}) =>
  ({ state, count: 2, elsewhere: false, reason: null, ...more }) as Shown;
const states = [...REFERRAL_STATES, ...OTHER_STATES];
const key = (name: string, ...values: string[]) => [name, ...values].join(' ');

describe.each(['zh_TW', 'en'])('face in %s', (language) => {
  const file = new URL(`../../_locales/${language}/messages.json`, import.meta.url);
  const texts = JSON.parse(readFileSync(file, 'utf8')) as Record<string, { message: string }>;
  const say = (name: string) => texts[name]?.message ?? expect.unreachable(`no text ${name}`);

  it('has a text of its own for every state and condition', () => {
    const labels = states.map((state) => faceOf(view(state), say).label);
    expect(new Set(labels).size).toBe(states.length);
    for (const shown of ['covered', 'noPatient', 'gone', { press: 'F8' }] as const) {
      expect(faceOf(shown, say).spoken).not.toBe('');
    }
  });

  it('says what can be done when it cannot tell', () => {
    const reasons = [
      'app:noUserEvent',
      'app:idMasked',
      'app:adapterMoved',
      'app:identityUnclear',
      'web:8203',
    ];
    const hints = reasons.map((reason) => faceOf(view('cannotTell', { reason }), say).hint);
    expect(new Set(hints).size).toBe(reasons.length);
  });
});

describe('face', () => {
  it('draws no two states alike', () => {
    expect(new Set(Object.values(ICONS)).size).toBe(Object.keys(ICONS).length);
  });

  it('counts referrals only', () => {
    expect(faceOf(view('due'), key).count).toBe('2');
    expect(faceOf(view('due', { count: 120 }), key).count).toBe('99+');
    expect(faceOf(view('none', { count: 0 }), key).count).toBe('');
    expect(faceOf(view('lookingUp'), key).count).toBe('');
  });

  it('marks referrals elsewhere beside any state', () => {
    expect(faceOf(view('none', { elsewhere: true }), key).elsewhere).toBe('badge_elsewhere');
    expect(faceOf(view('none'), key).elsewhere).toBe('');
  });

  it('shows nothing while covered', () => {
    expect(faceOf('covered', key)).toMatchObject({ label: '', hint: '', count: '', elsewhere: '' });
  });

  it('takes only what it can draw', () => {
    expect(isView(view('due'))).toBe(true);
    expect(isView({ ...(view('due') as object), newer: 1 })).toBe(true);
    for (const bad of [
      null,
      view('covered'),
      view('gone'),
      view('toString'),
      view('due', { count: -1 }),
      view('due', { count: 1.5 }),
      view('due', { elsewhere: 'yes' }),
      view('due', { reason: '王小明' }),
    ]) {
      expect(isView(bad)).toBe(false);
    }
  });
});
