import type { CardKind } from './cards.ts';
import type { ConsoleOrder, ConsoleView, Put } from './control.ts';
import type { FaultOrder } from './faults.ts';
import type { Entry } from './log.ts';
import type { SimPatient } from './patients/patient.ts';

export interface DoctorView {
  index: number;
  no: string;
  id: string;
  name: string;
  pin: string;
}

/** What a test may do to a running simulator. */
export interface ControlClient {
  patients(): Promise<SimPatient[]>;
  doctors(): Promise<DoctorView[]>;
  putCard(slot: CardKind, put: Put): Promise<void>;
  console(order: ConsoleOrder): Promise<void>;
  consoleView(): Promise<ConsoleView>;
  fault(order: FaultOrder): Promise<void>;
  clearFaults(): Promise<void>;
  /** Shifts the simulator's clock from the machine's, in ms. */
  clock(offsetMs: number): Promise<void>;
  /** Entries after `since`, at once. */
  log(since?: number): Promise<Entry[]>;
  /** The first entry after `since` that fits. Throws when none came within `timeoutMs`. */
  waitForLog(
    fits: (entry: Entry) => boolean,
    options?: { since?: number; timeoutMs?: number },
  ): Promise<Entry>;
  reset(): Promise<void>;
}

export function controlClient(url: string): ControlClient {
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const response = await fetch(url + path, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  const order = async (method: string, path: string, body?: unknown): Promise<void> => {
    await call(method, path, body);
  };
  return {
    patients: () => call('GET', '/patients'),
    doctors: () => call('GET', '/doctors'),
    putCard: (slot, put) => order('POST', '/card', { slot, put }),
    console: (patch) => order('POST', '/console', patch),
    consoleView: () => call('GET', '/console'),
    fault: (fault) => order('POST', '/fault', fault),
    clearFaults: () => order('DELETE', '/faults'),
    clock: (offsetMs) => order('POST', '/clock', { offsetMs }),
    log: (since = 0) => call('GET', `/log?since=${since}&waitMs=0`),
    waitForLog: async (fits, { since = 0, timeoutMs = 10_000 } = {}) => {
      const until = Date.now() + timeoutMs;
      let seen = since;
      for (let left = timeoutMs; left > 0; left = until - Date.now()) {
        const entries = await call<Entry[]>('GET', `/log?since=${seen}&waitMs=${left}`);
        const found = entries.find(fits);
        if (found) return found;
        seen = entries.at(-1)?.seq ?? seen;
      }
      throw new Error(`No such call within ${timeoutMs} ms`);
    },
    reset: () => order('POST', '/reset'),
  };
}
