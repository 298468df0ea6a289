import type { ClockRules } from '../../shared/domain/reply-clock.ts';

/** What the host runs with. Read by `load.ts` from the machine directory, which beats the user's. */
export interface HostConfig {
  /** False when run from source: only then do environment and `--config` overrides exist. */
  installed: boolean;
  endpoints: {
    /** The reader control software 6.0, e.g. `https://localhost:5066`. */
    console: string;
    /** Origin that stands in for the contract's host (an NHI test host, or the simulator); null: the contract's. */
    web: string | null;
  };
  /** PEM texts that a web connection trusts; null: the runtime's own roots. Nothing else is ever added. */
  webCa: readonly string[] | null;
  /** Certificates of the console that an administrator trusted: several while one is being renewed. */
  consolePins: readonly { fingerprint256: string; pem: string }[];
  /** May a user agree to a pin that no administrator gave? */
  userMayTrustConsole: boolean;
  clock: ClockRules;
  /** What a change of patient looks up by itself; query 2 otherwise waits for the panel. */
  autoQuery: 'own' | 'both' | 'none';
  limits: { automaticPerMinute: number; typedPerHour: number };
  /** How long an answer may be shown again without asking, in seconds. */
  answerCacheSeconds: number;
  /** contract.d as it stands there; read and merged by `loadContracts`, which names lines. */
  contractOverlays: readonly { file: string; text: string }[];
  signOffs: readonly SignOff[];
  directories: { machine: string; user: string; state: string };
  /** Extension ids that may call: Chromium's and Firefox's. */
  callers: readonly string[];
}

/** A hospital vouches for the values of one operation that we had to assume. */
export interface SignOff {
  operation: string;
  /** Hash of the wire-affecting values; another value withdraws the sign-off. */
  hash: string;
  by: string;
  at: string;
  remark?: string | undefined;
}
