import * as v from 'valibot';
import { HostStatusSchema } from './extension-messages.ts';
import { BindingSchema, ErrorBodySchema, WhoseSchema } from './schemas.ts';

/** What is told without being asked. `from` says who may tell it. */
export const events = {
  hello: {
    doc: 'The host speaks first: what it is and what it understands.',
    from: 'host',
    since: 1,
    body: v.object({
      protocol: v.number(),
      oldest: v.number(),
      product: v.string(),
      capabilities: v.array(v.string()),
    }),
  },
  'card.changed': {
    doc: 'The plain reader: a card came, went, or cannot be read. Only while `card.watch` runs.',
    from: 'host',
    since: 2,
    body: v.object({
      state: v.picklist(['card', 'empty', 'noReader', 'noService', 'unreadable', 'busy']),
      /** Names this very insertion; `lookup.card` takes it back. */
      offer: v.nullable(v.string()),
      whose: v.nullable(WhoseSchema),
      error: v.nullable(ErrorBodySchema),
    }),
  },
  'badge.elsewhere': {
    doc: 'Query 2 was slower than the badge that it belongs to: this patient has referrals elsewhere too.',
    from: 'host',
    since: 2,
    body: v.object({ binding: BindingSchema }),
  },
  progress: {
    doc: 'How far a call is. `call` is the id that the caller gave.',
    from: 'host',
    since: 1,
    body: v.object({
      call: v.string(),
      phase: v.picklist(['audit', 'signing', 'asking', 'reading', 'card', 'checking']),
    }),
  },
  'host.changed': {
    doc: 'The connection to the native host changed.',
    from: 'worker',
    since: 1,
    body: HostStatusSchema,
  },
} as const;

export type EventName = keyof typeof events;
export type EventBody<E extends EventName> = v.InferOutput<(typeof events)[E]['body']>;
