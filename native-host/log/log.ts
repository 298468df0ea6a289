import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type LogEntry, type Place, redact } from './entry.ts';

export interface Log {
  write(entry: LogEntry): void;
}

/** Each of the two files; together they hold some weeks of one PC. */
const MAX_BYTES = 2 * 1024 * 1024;

/** For what runs before there is a place to write to. */
export const NO_LOG: Log = { write: () => {} };

/**
 * JSON lines in `host.log`, and the lines before them in `host.1.log`. Appends whole lines, so that several
 * hosts may share the files. A disk that takes no log stops no doctor: lookups have their own record.
 */
export function openLog(directory: string, maxBytes: number = MAX_BYTES): Log {
  const file = join(directory, 'host.log');
  return {
    write(entry) {
      const line = { time: new Date().toISOString(), pid: process.pid, ...redact(entry) };
      try {
        mkdirSync(directory, { recursive: true, mode: 0o700 });
        if (sizeOf(file) > maxBytes) renameSync(file, join(directory, 'host.1.log'));
        appendFileSync(file, `${JSON.stringify(line)}\n`, { mode: 0o600 });
      } catch {
        // See above.
      }
    },
  };
}

/** Where in our own code something was thrown. The message is left out: it may quote what it choked on. */
export function placeOf(thrown: unknown): { at?: Place } {
  const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
  const place = /([a-z-]+\.(?:ts|cjs):\d+):\d+/.exec(stack.slice(stack.indexOf('\n    at ')))?.[1];
  return place ? { at: place as Place } : {};
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
