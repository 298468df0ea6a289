/** One call of the console. Never holds an ID: patients are indices. */
export interface ConsoleEntry {
  seq: number;
  on: 'console';
  at: string;
  call: string;
  /** What the client's `x-simulator-client` header says; `other` without one. */
  client: string;
  statusCode: number | null;
  faults: string[];
}

/** One query that reached the web API, whatever became of it. */
export interface WebEntry {
  seq: number;
  on: 'web';
  at: string;
  /** `wrongCa`: it came over the listener that no client may trust. */
  listener: 'web' | 'wrongCa';
  operation: string | null;
  /** Index of the patient; null when nobody with that ID is known to the NHI. */
  patient: number | null;
  unknownPatient: boolean;
  code: string | null;
  total: number | null;
  /** Cards that signed, e.g. `sam+hpc+hc`. */
  signers: string | null;
  /** First 12 hex digits of the signature's hash: equal where a signature was used again. */
  signature: string | null;
  /** Why it was refused, in words without patient data. */
  refused: string | null;
  faults: string[];
}
export type Entry = ConsoleEntry | WebEntry;
type New<T> = Omit<T, 'seq' | 'at'>;

export interface CallLog {
  add(entry: New<ConsoleEntry> | New<WebEntry>): void;
  /** Entries after `seq`; when there are none yet, waits for one up to `waitMs`. */
  since(seq: number, waitMs: number): Promise<Entry[]>;
  clear(): void;
}

export function openCallLog(): CallLog {
  let entries: Entry[] = [];
  let last = 0;
  const waiting = new Set<() => void>();
  const after = (seq: number) => entries.filter((entry) => entry.seq > seq);
  return {
    add: (entry) => {
      last += 1;
      entries.push({ seq: last, at: new Date().toISOString(), ...entry } as Entry);
      for (const wake of waiting) wake();
    },
    since: (seq, waitMs) =>
      new Promise((resolve) => {
        const answer = () => {
          clearTimeout(timer);
          waiting.delete(answer);
          resolve(after(seq));
        };
        const timer = setTimeout(answer, waitMs);
        if (after(seq).length > 0 || waitMs === 0) answer();
        else waiting.add(answer);
      }),
    clear: () => {
      entries = [];
    },
  };
}
