import { taiwanToday } from '../../shared/domain/taiwan-date.ts';
import { note } from '../../shared/protocol/doctor-texts.ts';
import { CodedError, type ErrorKey } from '../../shared/protocol/errors/codes.ts';
import { type DoctorParts, keyOf, ok, type Probe, warn } from './probe.ts';

/** As `hisGetCardStatus` counts for the security module (facts, section 3). */
const SAM_ERRORS: Record<number, ErrorKey> = { 0: 'reader:4012', 1: 'reader:4050', 9: 'reader:4032' };
const SAM_AUTHENTICATED = 2;
const WEEK_MS = 7 * 24 * 3_600_000;

const NOT_TRUSTED: readonly ErrorKey[] = ['app:consoleNotTrusted', 'app:consoleChanged'];

/** Something answers at the console's address; whether it is the console is the next question. */
export const consoleProbe: Probe = {
  link: 'console',
  needs: ['configuration'],
  run: async ({ parts }) => {
    await parts.reader().status().catch(unlessDistrust);
    return ok(note('address', parts.config().endpoints.console));
  },
};

export const consoleTrustProbe: Probe = {
  link: 'consoleTrust',
  needs: ['console'],
  run: async ({ parts }) => {
    await parts.reader().status();
    return ok(note('pins', parts.config().consolePins.length));
  },
};

export const samProbe: Probe = {
  link: 'sam',
  needs: ['consoleTrust'],
  run: async ({ parts }) => {
    const { initialized, sam } = await parts.reader().status();
    if (!initialized) return { state: 'warn', notes: [note('notInitialised')] };
    if (sam !== SAM_AUTHENTICATED) throw new CodedError(SAM_ERRORS[sam] ?? 'reader:4050');
    return ok(note('authenticated'));
  },
};

/** The store knows of exchanges when a signature shows another module; asking for one here would be one more. */
export const samSameProbe: Probe = {
  link: 'samSame',
  needs: ['store'],
  run: async ({ parts }: DoctorParts) => {
    const since = await parts.store().samSince();
    if (since === null) return ok(note('neverAnother'));
    const changed = note('changedOn', taiwanToday(since));
    return Date.now() - since < WEEK_MS ? warn('app:samChanged', changed) : ok(changed);
  },
};

function unlessDistrust(thrown: unknown): void {
  if (!NOT_TRUSTED.includes(keyOf(thrown))) throw thrown;
}
