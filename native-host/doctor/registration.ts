import { note } from '../../shared/protocol/doctor-texts.ts';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { blockingPolicy, findRegistrations } from '../install/found.ts';
import { ok, type Probe, warn } from './probe.ts';

/** Does any browser of this PC know us, and would it start us? */
export const registrationProbe: Probe = {
  link: 'registration',
  needs: [],
  run: async (_parts, { sender }) => {
    const found = findRegistrations();
    const policy = found.map(({ browser, scope }) => blockingPolicy(browser, scope)).find((name) => name);
    const each = found.map(({ browser, scope, state }) => note('registered', browser, scope, state));
    if (policy) throw new CodedError('wire:hostForbidden', policy.slice(-120));
    // Whoever asks from a browser has just shown that it starts us, wherever it found us.
    if (sender !== 'cli') each.unshift(note('startedByBrowser'));
    if (each.length === 0) throw new CodedError('wire:hostNotFound');
    return found.every(({ state }) => state === 'valid')
      ? ok(...each)
      : warn('wire:hostFailedToStart', ...each);
  },
};
