import type { ParseArgsConfig } from 'node:util';
import type { LoadOptions } from '../config/load.ts';

export interface Given {
  values: Record<string, string | boolean | (string | boolean)[] | undefined>;
  words: readonly string[];
  load: LoadOptions;
}

/** What a command found out: `data` for `--json`, `lines` for people. */
export interface Report {
  data: object;
  lines: readonly string[];
  /** `data` as `--json` prints it, where people go on to edit it. */
  json?: string;
  /** What stdout gets in place of `lines`: a file for another program. */
  bytes?: Uint8Array;
  /** For people at a terminal: to stderr, whatever stdout is used for. */
  notes?: readonly string[];
  /** False makes the exit code 1 although there is something to report. */
  ok: boolean;
}

export interface Command {
  /** How it is called, after the program's name. */
  usage: string;
  summary: string;
  options: NonNullable<ParseArgsConfig['options']>;
  /** How many words it takes beside its options. */
  words: { least: number; most: number };
  /** Throws a CodedError where it cannot do what it is for. */
  run(given: Given): Promise<Report>;
}

export const report = (data: object, lines: readonly string[], ok = true): Report => ({ data, lines, ok });
