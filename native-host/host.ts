import { CodedError } from '../shared/protocol/errors/codes.ts';
import type { EventBody, EventName } from '../shared/protocol/events.ts';
import type { Binding } from '../shared/protocol/schemas.ts';
import { type CardDesk, createCardDesk } from './card-desk.ts';
import { directoriesOf, type LoadOptions } from './config/load.ts';
import { DEFAULTS } from './config/schema.ts';
import { runDoctor } from './doctor/doctor.ts';
import { type Log, openLog } from './log/log.ts';
import { createParts, type Parts } from './parts.ts';
import type { Handlers } from './wire/handlers.ts';

export interface HostOptions {
  load: LoadOptions;
  /** Tells the other side something that it did not ask for. */
  emit<E extends EventName>(event: E, body: EventBody<E>): void;
}

export interface Host {
  handlers: Handlers;
  log: Log;
  /** Throws `wire:callerRefused` for an extension that this PC does not answer. */
  checkCaller(caller: string): void;
  close(): Promise<void>;
}

/** Puts the parts of the host together: the only place that knows all of them. */
export function createHost({ load, emit }: HostOptions): Host {
  const log = openLog(directoriesOf(load).state);
  const elsewhere = (binding: Binding) => emit('badge.elsewhere', { binding });
  const parts = createParts(load, log, { elsewhere });
  const desk = createCardDesk({ tell: (state) => emit('card.changed', state), log });
  return {
    handlers: handlersOf(parts, desk, log),
    log,
    checkCaller: (caller) => checkCaller(caller, parts),
    close: async () => {
      desk.close();
      await parts.close();
    },
  };
}

function handlersOf(parts: Parts, desk: CardDesk, log: Log): Handlers {
  return {
    'badge.lookup': async (body, call) => parts.query().handlers['badge.lookup'](body, call),
    'referrals.read': async (body, call) => parts.query().handlers['referrals.read'](body, call),
    'lookup.typed': async (body, call) => parts.query().handlers['lookup.typed'](body, call),
    'lookup.card': (body, call) => desk.lookup(body, call, parts.query()),
    'card.watch': async () => desk.watch(),
    'reader.verifySam': async () => ({ sam: (await parts.reader().verifySam()).sam }),
    'page.note': async (seen) => {
      await parts.store().notePage({ ...seen, at: Date.now() });
      return {};
    },
    'doctor.run': (_body, call) => runDoctor({ parts, desk, log }, call),
  };
}

/** A configuration that cannot be read leaves the shipped list in force, so that `doctor` can say what is wrong. */
function checkCaller(caller: string, parts: Parts): void {
  if (!allowedCallers(parts).includes(caller)) throw new CodedError('wire:callerRefused');
}

function allowedCallers(parts: Parts): readonly string[] {
  try {
    return parts.config().callers;
  } catch {
    return DEFAULTS.callers;
  }
}
