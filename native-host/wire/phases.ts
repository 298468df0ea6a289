import type { HostMessageType } from '../../shared/protocol/messages.ts';
import type { LogEntry } from '../log/entry.ts';
import type { Log } from '../log/log.ts';

type Phase = NonNullable<LogEntry['phase']>;

/** Logs how long each phase of a call took, so that a slow reader and a slow NHI are told apart afterwards. */
export function phaseClock(log: Log, message: HostMessageType) {
  let current: { phase: Phase; since: number } | null = null;
  const end = (): void => {
    if (!current) return;
    const { phase, since } = current;
    current = null;
    log.write({ event: 'phase', message, phase, ms: performance.now() - since });
  };
  return {
    enter(phase: Phase): void {
      end();
      current = { phase, since: performance.now() };
    },
    end,
  };
}
