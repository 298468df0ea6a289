import { expect, it } from 'vitest';
import type { PageProblem } from '../../shared/protocol/doctor-links.ts';
import { notesText } from '../../shared/protocol/doctor-texts.ts';
import type { PageSeen } from '../store/store.ts';
import { ago } from './ago.ts';
import { pageFinding, siteFinding } from './page.ts';

const NOW = Date.UTC(2026, 10, 24, 2, 30);
const seen = (problem: PageProblem | null, page: string | null = 'https://his.example'): PageSeen => ({
  problem,
  page,
  at: NOW - 120_000,
});

it('a browser that never told is no permitted site, and nobody knows of its pages', () => {
  expect(siteFinding([], NOW)).toMatchObject({ state: 'warn', error: 'app:noSitePermission' });
  expect(pageFinding([], NOW)).toMatchObject({ state: 'skipped' });
});

it('a masked ID is told with its page and age, on a site that is permitted', () => {
  const both = [seen('idMasked'), seen(null)];
  expect(siteFinding(both, NOW).state).toBe('ok');
  const page = pageFinding(both, NOW);
  expect(page).toMatchObject({ state: 'warn', error: 'app:idMasked' });
  expect(notesText(page.notes, 'zh')).toBe('https://his.example，2 分鐘前（2026-11-24 10:28）');
});

it('a tab beside the panel that is not permitted leaves the HIS page as it was', () => {
  const both = [seen('noSitePermission', null), seen(null)];
  expect(siteFinding(both, NOW)).toMatchObject({ state: 'warn', error: 'app:noSitePermission' });
  expect(pageFinding(both, NOW)).toMatchObject({ state: 'ok' });
});

it.each(['adapterMoved', 'identityUnclear', 'noAdapter'] as const)('%s needs somebody to look', (problem) => {
  expect(pageFinding([seen(problem)], NOW)).toMatchObject({ state: 'fail', error: `app:${problem}` });
});

it.each([
  [-5_000, '剛才（2026-11-24 10:30）'],
  [0, '剛才（2026-11-24 10:30）'],
  [60_000, '1 分鐘前（2026-11-24 10:29）'],
  [119 * 60_000, '119 分鐘前（2026-11-24 08:31）'],
  [120 * 60_000, '2 小時前（2026-11-24 08:30）'],
  [47 * 3_600_000, '47 小時前（2026-11-22 11:30）'],
  [48 * 3_600_000, '2 天前（2026-11-22 10:30）'],
])('%i ms ago is %s', (age, words) => expect(notesText([ago(NOW - age, NOW)], 'zh')).toBe(words));
