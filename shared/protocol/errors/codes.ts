import type app from './app.json';
import type wire from './wire.json';

/**
 * One code per cause, keyed `channel:code`, since the NHI's numbers collide across channels. Ours (`app`,
 * `wire`) are listed in the JSON beside this file and append-only; the NHI's are whatever it sends.
 */
export type ErrorKey =
  | `app:${keyof typeof app}`
  | `wire:${keyof typeof wire}`
  | `reader:${string}`
  | `web:${string}`
  | `eii:${string}`;

/** retry: the same again may work. wait: a person or a clock has to move first. human: someone must look. */
export type ErrorClass = 'retry' | 'wait' | 'human' | 'fatal';

/** The only error that crosses a border. Its text is the key: never a value, a name or an ID. */
export class CodedError extends Error {
  readonly key: ErrorKey;
  /** The name of the field or link that was wrong. */
  readonly field: string | undefined;

  constructor(key: ErrorKey, field?: string, options?: { cause?: unknown }) {
    super(field ? `${key} (${field})` : key, options);
    this.name = 'CodedError';
    this.key = key;
    this.field = field;
  }
}
