import type { Card, CardKind } from '../cards.ts';

/** A card of the wrong kind, pushed into a slot by mistake. */
export const WRONG = 'wrong';
export type Held = Card | typeof WRONG | null;

/** What the next entry on the reader's key pad will be. */
export type KeyPad = 'right' | 'wrong' | 'cancel';

/** The console's cards and sessions. One set for every program on the PC, as on a real console. */
export interface ConsoleState {
  slots: Record<CardKind, Held>;
  initialized: boolean;
  /** Another program holds the reader: it cannot be opened. */
  inUse: boolean;
  samVerified: boolean;
  hpcVerified: boolean;
  /** The patient whose card was read last. It stays until a logout, also when another card is put in. */
  session: Card | null;
  /** Wrong PINs so far, by doctor card. */
  wrongPins: Map<string, number>;
  keyPad: KeyPad;
  latencyMs: number;
}

export function newConsoleState(sam: Card): ConsoleState {
  return {
    slots: { sam, hc: null, hpc: null },
    initialized: false,
    inUse: false,
    samVerified: false,
    hpcVerified: false,
    session: null,
    wrongPins: new Map(),
    keyPad: 'right',
    latencyMs: 0,
  };
}

/** Puts a card in or takes it out. Without its SAM or doctor card a session ends; a patient's does not. */
export function fill(state: ConsoleState, kind: CardKind, held: Held): void {
  state.slots[kind] = held;
  if (kind === 'hc') return;
  state.hpcVerified = false;
  if (kind === 'sam') endSessions(state);
}

export function endSessions(state: ConsoleState): void {
  state.samVerified = false;
  state.hpcVerified = false;
  state.session = null;
}

/** The numbers of hisGetCardStatus: 0 absent, 1 not authenticated, 2 authenticated …, 9 wrong card. */
export function cardStatus(state: ConsoleState, kind: CardKind): number {
  if (!state.initialized || state.inUse) return 0;
  const held = state.slots[kind];
  if (kind === 'hc' && state.session?.virtual) return 5;
  if (held === null) return 0;
  if (held === WRONG) return 9;
  return PRESENT[kind](state);
}

const PRESENT: Record<CardKind, (state: ConsoleState) => number> = {
  sam: ({ samVerified }) => (samVerified ? 2 : 1),
  hpc: ({ samVerified, hpcVerified }) => (hpcVerified ? 3 : samVerified ? 2 : 1),
  hc: ({ session, hpcVerified }) => (session === null ? 1 : hpcVerified ? 3 : 2),
};
