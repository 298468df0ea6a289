import { fileURLToPath } from 'node:url';
import { type CardProcess, startCardProcess } from '../../../native-host/cards/card-process.ts';
import { type Cards, createCards } from '../../../native-host/cards/cards.ts';
import type { CardState } from '../../../native-host/cards/insertions.ts';
import type { CardEvent, CardRoom } from '../../simulator/cards/card-room.ts';
import type { NhiCardData } from '../../simulator/cards/virtual-card.ts';

export const WANG: NhiCardData = {
  cardNo: '000012345678',
  name: '王小明',
  id: 'A123456789',
  birthDate: '1080312',
  sex: 'M',
  issuedOn: '1090101',
};
/** His mother, of the same family name: what is told apart is the ID. */
export const MOTHER: NhiCardData = {
  cardNo: '000087654321',
  name: '王陳美玉',
  id: 'F223456786',
  birthDate: '0750705',
  sex: 'F',
  issuedOn: '1050601',
};

const CLI = fileURLToPath(new URL('../../../native-host/cli.ts', import.meta.url));

export interface Watching {
  cards: Cards;
  states: CardState[];
  /** The state that holds now, if it fits, else the next that does. */
  until(fits: (state: CardState) => boolean): Promise<CardState>;
  children: CardProcess[];
}

/** The real card layer, as the host runs it: its own program with the hidden argument. */
export function watch(
  env: NodeJS.ProcessEnv,
  deadlines: Parameters<typeof startCardProcess>[1] = {},
): Watching {
  const states: CardState[] = [];
  const children: CardProcess[] = [];
  const listeners = new Set<() => void>();
  const command = [process.execPath, '--disable-warning=ExperimentalWarning', CLI, 'card-child'] as const;
  const cards = createCards({
    start: () => {
      const child = startCardProcess({ command, env }, deadlines);
      children.push(child);
      return child;
    },
    onChange: (state) => {
      states.push(state);
      for (const listener of listeners) listener();
    },
  });
  cards.watch();
  const until = (fits: (state: CardState) => boolean) =>
    new Promise<CardState>((resolve) => {
      const look = () => {
        const last = states.at(-1);
        if (!last || !fits(last)) return;
        listeners.delete(look);
        resolve(last);
      };
      listeners.add(look);
      look();
    });
  return { cards, states, until, children };
}

export const is = (state: CardState['state']) => (one: CardState) => one.state === state;
export const whose = (id: string) => (one: CardState) => one.whose?.id === id;
export const step = (name: string) => (event: CardEvent) => event.step === name;

/** The commands that the cards have answered since `from`. */
export function stepsSince(room: CardRoom, from: number): (string | undefined)[] {
  return room.events.slice(from).flatMap(({ event, step: name }) => (event === 'step' ? [name] : []));
}
