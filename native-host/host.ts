import { CodedError } from '../shared/protocol/errors/codes.ts';
import type { EventBody, EventName } from '../shared/protocol/events.ts';
import { type Log, NO_LOG } from './log/log.ts';
import { PRODUCT_VERSION } from './product.ts';
import type { Handlers } from './wire/handlers.ts';

export interface HostOptions {
  /** Tells the other side something that it did not ask for. */
  emit<E extends EventName>(event: E, body: EventBody<E>): void;
}

export interface Host {
  handlers: Handlers;
  log: Log;
  /** Throws `wire:callerRefused`. */
  checkCaller(caller: string): void;
  close(): Promise<void>;
}

/** Puts the parts of the host together. The only place that knows all of them. */
export async function createHost(_options: HostOptions): Promise<Host> {
  const notYet = async (): Promise<never> => {
    throw new CodedError('app:notSupported');
  };
  return {
    handlers: {
      'badge.lookup': notYet,
      'referrals.read': notYet,
      'lookup.typed': notYet,
      'lookup.card': notYet,
      'card.watch': async () => ({ watching: false }),
      'reader.verifySam': notYet,
      'doctor.run': async () => ({
        links: [{ link: 'host', state: 'ok', detail: PRODUCT_VERSION, error: null }],
      }),
    },
    log: NO_LOG,
    checkCaller: () => {},
    close: async () => {},
  };
}
