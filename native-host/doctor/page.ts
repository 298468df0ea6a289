import { type Note, note, passes } from '../../shared/protocol/doctor-texts.ts';
import type { PageSeen } from '../store/store.ts';
import { ago } from './ago.ts';
import { type Finding, ok, type Probe, skipped, warn } from './probe.ts';

/** May the extension work where the HIS is? Only the browser knows: what it said last. */
export const siteProbe: Probe = {
  link: 'site',
  needs: ['store'],
  run: async ({ parts }) => siteFinding(await parts.store().pagesNoted(), Date.now()),
};

/** Can the patient be told on the HIS page that was seen last? */
export const pageProbe: Probe = {
  link: 'page',
  needs: ['store'],
  run: async ({ parts }) => pageFinding(await parts.store().pagesNoted(), Date.now()),
};

/** `seen`: the newest first. */
export function siteFinding(seen: readonly PageSeen[], now: number): Finding {
  const [last] = seen;
  if (!last) return warn('app:noSitePermission', note('neverReported'));
  if (last.problem !== 'noSitePermission') return ok(note('permitted'), ...placeOf(last, now));
  const where = last.page ? placeOf(last, now) : [note('besidePanel'), ago(last.at, now)];
  return warn('app:noSitePermission', ...where);
}

export function pageFinding(seen: readonly PageSeen[], now: number): Finding {
  const last = seen.find(({ problem }) => problem !== 'noSitePermission');
  if (!last) return skipped(note('after', 'site'));
  const { problem } = last;
  if (problem === null) return ok(note('patientRead'), ...placeOf(last, now));
  const error = `app:${problem}` as const;
  return { state: passes(error) ? 'warn' : 'fail', notes: placeOf(last, now), error };
}

function placeOf({ page, at }: PageSeen, now: number): Note[] {
  return [...(page ? [note('address', page)] : []), ago(at, now)];
}
