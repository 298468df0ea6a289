import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { blockingPolicy, findRegistrations } from '../install/found.ts';
import { ok, type Probe, warn } from './probe.ts';

/** Does any browser of this PC know us, and would it start us? */
export const registrationProbe: Probe = {
  link: 'registration',
  needs: [],
  run: async () => {
    const found = findRegistrations();
    const policy = found.map(({ browser, scope }) => blockingPolicy(browser, scope)).find((name) => name);
    const detail = found.map(({ browser, scope, state }) => `${browser} (${scope}): ${state}`).join(', ');
    if (policy) throw new CodedError('wire:hostForbidden', policy.slice(-120));
    if (found.length === 0) throw new CodedError('wire:hostNotFound');
    return found.every(({ state }) => state === 'valid')
      ? ok(detail)
      : warn(detail, 'wire:hostFailedToStart');
  },
};
