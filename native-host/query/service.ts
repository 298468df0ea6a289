import { CodedError } from '../../shared/protocol/errors/codes.ts';
import type { AnswerOf } from '../../shared/protocol/messages.ts';
import type { Binding } from '../../shared/protocol/schemas.ts';
import type { HostConfig } from '../config/config.ts';
import type { Contracts } from '../contract/contracts.ts';
import type { Reader } from '../reader/reader.ts';
import type { LookupStore } from '../store/store.ts';
import { type WebTransport, webTransport } from '../transport/web.ts';
import { webTrust } from '../trust/trust.ts';
import type { Call, Handlers } from '../wire/handlers.ts';
import { accountedLookup, type LookupRequest } from './accounted.ts';
import { createAnswers } from './answers.ts';
import { createAsk } from './ask.ts';
import { badgeFrom, elsewhereFrom, failed, outcomeFrom, type Result, whoseFrom } from './outcome.ts';
import { createSignatures } from './signature.ts';

/** 單一ID快速查詢 for the reader edition that we speak to. */
export const OWN = 'query-own-6.0';
export const OTHER = 'query-other-6.0';

/** Query 2 only adds a mark: a badge that could be shown waits no longer for it than this, the mark comes later. */
const MARK_WAITS_MS = 2_000;

export interface QueryParts {
  config: Pick<HostConfig, 'endpoints' | 'signOffs' | 'webCa' | 'clock' | 'autoQuery' | 'answerCacheSeconds'>;
  contracts: Contracts;
  reader: Reader;
  store: LookupStore;
  now: () => number;
  /** Told when a signature shows another security module than the store remembers. */
  samChanged?: () => void;
  /** Told when query 2 found referrals elsewhere after the badge had left without it. */
  elsewhere?: (binding: Binding) => void;
  /** Default: the NHI's web API, trusted as configured. */
  web?: WebTransport;
}

export type LookupAnswer = AnswerOf<'lookup.typed'>;

export interface QueryService {
  handlers: Pick<Handlers, 'badge.lookup' | 'referrals.read' | 'lookup.typed'>;
  /** Both queries about one patient who need not be on the screen, e.g. whose card was read. */
  lookup(request: LookupRequest, call: Call): Promise<LookupAnswer>;
}

/** The single-ID queries: signed, accounted for, shared, and decided into a badge. */
export function createQueryService(parts: QueryParts): QueryService {
  const { config, now, store } = parts;
  const lookupOne = createLookup(parts);

  const both = async (request: LookupRequest, call: Call): Promise<LookupAnswer> => {
    const [own, other] = await Promise.all([lookupOne(OWN, request, call), lookupOne(OTHER, request, call)]);
    return {
      whose: whoseFrom(request.patient.id, own, other),
      badge: badgeFrom(own, now(), config.clock),
      own: outcomeFrom(own, now(), config.clock),
      other: outcomeFrom(other, now(), config.clock),
    };
  };
  return {
    lookup: both,
    handlers: {
      'badge.lookup': badgeLookup(parts, lookupOne),
      async 'referrals.read'({ binding, refresh, ...rest }, call) {
        return {
          binding,
          ...(await both({ ...rest, refresh, origin: refresh ? 'refresh' : 'screen' }, call)),
        };
      },
      'lookup.typed': ({ id, refresh, doctor }, call) => {
        const page = call.sender === 'cli' ? 'cli' : 'panel';
        return both({ patient: { id, birthDate: null }, origin: 'typed', doctor, page, refresh }, call);
      },
    },
  };

  function createLookup({ contracts, reader, web, samChanged }: QueryParts): LookupOne {
    const signatures = createSignatures(reader, now, async ({ samId }) => {
      const before = await store.rememberSam(samId, now());
      if (before !== null && before !== samId) samChanged?.();
    });
    const transport = web ?? webTransport(webTrust(config.webCa));
    const ask = createAsk({ config, contracts, signatures, web: transport });
    const answers = createAnswers(ask.run, config.answerCacheSeconds * 1_000, now);
    return accountedLookup({ ask, answers, store, now });
  }
}

type LookupOne = (operation: string, request: LookupRequest, call: Call) => Promise<Result>;

function badgeLookup({ config, now, elsewhere }: QueryParts, lookupOne: LookupOne): Handlers['badge.lookup'] {
  return async ({ binding, page, patient, doctor, trigger }, call) => {
    const refresh = trigger === 'refresh';
    const request: LookupRequest = { patient, doctor, page, refresh, origin: refresh ? 'refresh' : 'screen' };
    const automatic = !refresh && config.autoQuery === 'none';
    const ownAsked = automatic ? autoQueryOff() : lookupOne(OWN, request, call);
    const otherAsked: Promise<Result> =
      config.autoQuery === 'both' ? lookupOne(OTHER, request, call) : Promise.resolve({ kind: 'notAsked' });
    // Whichever way query 2 ends, it must not end the process while query 1 is awaited.
    otherAsked.catch(() => undefined);
    const own = await ownAsked;
    const other = await Promise.race([otherAsked, notWaitedFor()]);
    if (other === LATE) tellWhenFound(otherAsked, () => elsewhere?.(binding));
    const error = own.kind === 'failed' ? own.error : null;
    return { binding, badge: badgeFrom(own, now(), config.clock), elsewhere: elsewhereFrom(other), error };
  };
}

async function autoQueryOff(): Promise<Result> {
  return failed(new CodedError('app:autoQueryOff'));
}

const LATE: Result = { kind: 'notAsked' };

function notWaitedFor(): Promise<Result> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(LATE), MARK_WAITS_MS).unref();
  });
}

/** Whatever else query 2 comes to, a failure too, the badge that has left stands as it is. */
function tellWhenFound(otherAsked: Promise<Result>, tell: () => void): void {
  otherAsked.then(
    (other) => elsewhereFrom(other) && tell(),
    () => undefined,
  );
}
