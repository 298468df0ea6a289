/** The protocol that this build speaks, and the oldest that it still understands (N and N-1). */
export const PROTOCOL = 2;
export const OLDEST_PROTOCOL = 1;

/** Both sides speak the smaller of their numbers; null when the other side is too old to talk to. */
export function negotiate(theirs: number, theirOldest: number): number | null {
  const spoken = Math.min(PROTOCOL, theirs);
  return spoken >= OLDEST_PROTOCOL && spoken >= theirOldest ? spoken : null;
}

/** A chunk of a long answer: the browser takes at most 1 MiB a message from a host. */
export const MAX_CHUNK_BYTES = 512 * 1024;
/** No request of ours comes near it; a longer one is not ours. */
export const MAX_REQUEST_BYTES = 1024 * 1024;
export const HOST_NAME = 'tw.nhi.referral_companion';
