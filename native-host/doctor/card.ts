import { note } from '../../shared/protocol/doctor-texts.ts';
import type { ErrorKey } from '../../shared/protocol/errors/codes.ts';
import { ok, type Probe, warn } from './probe.ts';

/** The plain reader is a convenience: without one, everything but the card lookup works. */
export const cardProbe: Probe = {
  link: 'card',
  needs: [],
  run: async ({ desk }) => {
    const seen = await desk.look();
    if (seen?.state === 'card' || seen?.state === 'empty') return ok(note(seen.state));
    return warn((seen?.error?.key ?? 'app:cardTimeout') as ErrorKey, note('onlyForCards'));
  },
};
