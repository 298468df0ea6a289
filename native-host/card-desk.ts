import type { AnswerOf, RequestOf } from '../shared/protocol/messages.ts';
import { startCardProcess } from './cards/card-process.ts';
import { createCards } from './cards/cards.ts';
import type { CardState } from './cards/insertions.ts';
import type { Log } from './log/log.ts';
import type { QueryService } from './query/service.ts';
import { ownCommand } from './start/own-command.ts';
import type { Call } from './wire/handlers.ts';

/** `card.watch`: how long one request lets changes be told. */
const WATCH_MS = 60_000;
/** The child starts, loads PC/SC and looks once. */
const FIRST_LOOK_MS = 6_000;

/** The plain reader, for those who ask: changes are told only while the panel watches. */
export interface CardDesk {
  watch(): AnswerOf<'card.watch'>;
  lookup(body: RequestOf<'lookup.card'>, call: Call, query: QueryService): Promise<AnswerOf<'lookup.card'>>;
  /** The state now, without telling anybody; null when nothing was seen in time. */
  look(): Promise<CardState | null>;
  close(): void;
}

export function createCardDesk(options: { tell(state: CardState): void; log: Log }): CardDesk {
  let watchedUntil = 0;
  const waiting = new Set<(state: CardState) => void>();
  const onChange = (state: CardState) => {
    options.log.write({ event: 'card', yes: state.state === 'card' });
    for (const hear of waiting) hear(state);
    if (Date.now() < watchedUntil) options.tell(state);
  };
  const [program, ...args] = ownCommand('card-child');
  const cards = createCards({ start: () => startCardProcess({ command: [program, ...args] }), onChange });
  return {
    watch() {
      watchedUntil = Date.now() + WATCH_MS;
      cards.watch();
      return { watching: true };
    },
    async lookup({ offer, doctor }, call, query) {
      call.progress('card');
      const { id, name, birthDate } = await cards.read(offer);
      const request = {
        patient: { id, birthDate },
        origin: 'card',
        doctor,
        page: call.sender,
        refresh: false,
      } as const;
      const answer = await query.lookup(request, call);
      return { ...answer, whose: { id, birthDate, name: answer.whose.name ?? name } };
    },
    look: () =>
      new Promise((resolve) => {
        const heard = (state: CardState | null) => {
          clearTimeout(timer);
          waiting.delete(heard);
          resolve(state);
        };
        const timer = setTimeout(() => heard(null), FIRST_LOOK_MS);
        waiting.add(heard);
        cards.watch();
      }),
    close: () => cards.close(),
  };
}
