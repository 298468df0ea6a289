import { expect, test, vi } from 'vitest';
import texts from '../../../shared/protocol/doctor.json' with { type: 'json' };
import zh from '../../_locales/zh_TW/messages.json' with { type: 'json' };
import type { Shown } from '../state/shown.ts';
import type { Access } from '../state/site.ts';
import { ownLines } from './own-lines.ts';

vi.mock('webextension-polyfill', () => ({ default: {} }));

const look = (shown: Shown, access: Access = 'permitted') =>
  ownLines(shown, access).map(({ link, state, error }) => [link, state, error?.key ?? null]);

test.each<[Shown, string, string | null]>([
  [{ kind: 'noPatient' }, 'ok', null],
  [{ kind: 'waiting' }, 'skipped', null],
  [{ kind: 'several' }, 'warn', null],
  [{ kind: 'masked' }, 'warn', 'app:idMasked'],
  [{ kind: 'moved', field: 'id' }, 'fail', 'app:adapterMoved'],
  [{ kind: 'unclear', field: null }, 'fail', 'app:identityUnclear'],
  [{ kind: 'silent' }, 'fail', 'app:noAdapter'],
])('on a permitted site, %o', (shown, state, error) => {
  expect(look(shown)).toEqual([
    ['site', 'ok', null],
    ['page', state, error],
  ]);
});

test('a site that is not permitted, or was taken back, is the first cause; its page is not judged', () => {
  expect(look({ kind: 'masked' }, 'unknown')).toEqual([
    ['site', 'warn', 'app:noSitePermission'],
    ['page', 'skipped', null],
  ]);
  expect(look({ kind: 'silent' }, 'foreign').map(([, state]) => state)).toEqual(['skipped', 'skipped']);
});

test('a button that the doctor names is there', () => {
  const labels = new Set(Object.values(zh).map(({ message }) => message));
  const named = JSON.stringify(texts).matchAll(/「([^{」]+)」/g);
  const names = Array.from(named, ([, name = '']) => name);
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(labels).toContain(name);
});
