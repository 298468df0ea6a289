import { CodedError, type ErrorKey } from '../../shared/protocol/errors/codes.ts';
import { type DoctorParts, keyOf, ok, type Probe, skipped, warn } from './probe.ts';

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
    return ok(parts.config().endpoints.console);
  },
};

export const consoleTrustProbe: Probe = {
  link: 'consoleTrust',
  needs: ['console'],
  run: async ({ parts }) => {
    await parts.reader().status();
    return ok(`${parts.config().consolePins.length} pin(s)`);
  },
};

export const samProbe: Probe = {
  link: 'sam',
  needs: ['consoleTrust'],
  run: async ({ parts }) => {
    const { initialized, sam } = await parts.reader().status();
    if (!initialized) return warn('not initialised: the first query does it');
    if (sam !== SAM_AUTHENTICATED) throw new CodedError(SAM_ERRORS[sam] ?? 'reader:4050');
    return ok();
  },
};

/** The store knows of exchanges when a signature shows another module; asking for one here would be one more. */
export const samSameProbe: Probe = {
  link: 'samSame',
  needs: ['store'],
  run: async ({ parts }: DoctorParts) => {
    const since = await parts.store().samSince();
    if (since === null) return skipped('no other module was ever seen');
    const day = new Date(since).toISOString().slice(0, 10);
    return Date.now() - since < WEEK_MS ? warn(day, 'app:samChanged') : ok(day);
  },
};

function unlessDistrust(thrown: unknown): void {
  if (!NOT_TRUSTED.includes(keyOf(thrown))) throw thrown;
}
