import type { HostMessageType } from '../../shared/protocol/messages.ts';
import type { LogEntry } from '../log/entry.ts';
import type { Log } from '../log/log.ts';

type Phase = NonNullable<LogEntry['phase']>;

/**
 * Logs how long each phase of a call took, so that a slow reader and a slow NHI are told apart afterwards.
 * Written once the call has ended: nobody waits for a log.
 */
export function phaseClock(log: Log, message: HostMessageType) {
  const entered: { phase: Phase; at: number }[] = [];
  return {
    enter(phase: Phase): void {
      entered.push({ phase, at: performance.now() });
    },
    end(): void {
      const now = performance.now();
      const phases = entered.splice(0);
      phases.forEach(({ phase, at }, i) => {
        log.write({ event: 'phase', message, phase, ms: (phases[i + 1]?.at ?? now) - at });
      });
    },
  };
}
