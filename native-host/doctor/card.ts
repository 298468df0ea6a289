import { ok, type Probe, warn } from './probe.ts';

/** The plain reader is a convenience: without one, everything but the card lookup works. */
export const cardProbe: Probe = {
  link: 'card',
  needs: [],
  run: async ({ desk }) => {
    const seen = await desk.look();
    if (seen?.state === 'card' || seen?.state === 'empty') return ok(seen.state);
    return warn(seen?.state ?? '', seen ? undefined : 'app:cardTimeout');
  },
};
