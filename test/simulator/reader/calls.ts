import { setTimeout as delay } from 'node:timers/promises';
import type { CardKind, CardOffice } from '../cards.ts';
import { isObject } from '../contract.ts';
import { toRoc } from '../patients/calendar.ts';
import type { SimPatient } from '../patients/patient.ts';
import { type Cards, makeProof } from '../proof.ts';
import { type ConsoleState, cardStatus, endSessions, WRONG } from './slots.ts';

export interface Console {
  state: ConsoleState;
  office: CardOffice;
  patients: readonly SimPatient[];
  now(): number;
}
export type Answer = { statusCode: number } & Record<string, unknown>;
type Call = (self: Console, body: Record<string, unknown>) => Answer | Promise<Answer>;

/** Code lists: facts.md section 4 and reader-error-codes.csv. */
export const CODE = {
  already: 1001,
  noCard: 1102,
  hpcNotVerified: 1402,
  wrongHc: 4033,
  wrongHpc: 4034,
  samNotVerified: 4050,
  wrongPin: 5102,
  cancelled: 5109,
  locked: 5122,
  badParameter: 6018,
  noSuchCard: 9012,
  samFile: 9200,
  notOpened: 9204,
  heldByOther: 9205,
} as const;

/** What the reader with a key pad is sent instead of a PIN. */
const KEY_PAD = '000000';
const TRIES = 3;

/** Runs one of CALL_NAMES. Bodies with other keys or types than its own are refused. */
export async function runCall(self: Console, call: string, body: unknown = {}): Promise<Answer> {
  const [keys, run] = CALLS[call] ?? [[], () => fail(CODE.badParameter)];
  if (!isObject(body) || !fits(body, keys)) return fail(CODE.badParameter);
  if (call === STATUS) return run(self, body);
  await delay(self.state.latencyMs);
  if (self.state.inUse) return fail(CODE.heldByOther);
  if (!self.state.initialized && !call.startsWith('POST /api/common/')) return fail(CODE.notOpened);
  return run(self, body);
}

/** Keys that a body has: `?` marks one that may be absent. */
type Keys = readonly string[];

function fits(body: Record<string, unknown>, keys: Keys): boolean {
  const known = Object.keys(body).every((key) => keys.includes(key) || keys.includes(`${key}?`));
  const present = keys.every((key) => key.endsWith('?') || typeof body[key] === 'string');
  return known && present;
}

const STATUS = 'GET /api/common/v1/Status';
const CALLS: Record<string, [Keys, Call]> = {
  [STATUS]: [[], status],
  'POST /api/common/v1/Initial': [['name?'], initial],
  'POST /api/common/v1/Finalize': [[], finalize],
  'POST /api/sam/v1/Verification': [[], verifySam],
  'POST /api/sam/v1/Signature': [['serviceType'], signature()],
  'POST /api/hc/v1/Signature/Hc': [['serviceType'], signature('hc')],
  'POST /api/hpc/v1/Verification/Hpc': [['pin'], verifyPin],
  'POST /api/hpc/v1/Signature': [['serviceType'], signature('hpc')],
  'POST /api/hc/v1/Signature/HpcHc': [['serviceType'], signature('hc', 'hpc')],
  'DELETE /api/hc/v1/Logout': [[], logout('hc')],
  'DELETE /api/hpc/v1/Logout': [[], logout('hpc')],
  'POST /api/hc/v1/VirtualHc/ReadBasic': [['token'], readVirtual],
  'POST /api/hc/v1/Verification/VirtualHc': [['token'], verifyVirtual],
};
export const CALL_NAMES: readonly string[] = Object.keys(CALLS);

const OK: Answer = { statusCode: 0 };
const fail = (statusCode: number): Answer => ({ statusCode });

function status({ state }: Console): Answer {
  const of = (kind: CardKind) => ({ status: cardStatus(state, kind) });
  const initialized = state.initialized && !state.inUse;
  return { statusCode: 0, status: { initialized, sam: of('sam'), hc: of('hc'), hpc: of('hpc') } };
}

function initial({ state }: Console, { name }: Record<string, unknown>): Answer {
  if (state.initialized) return fail(CODE.already);
  const { sam } = state.slots;
  const known = name === undefined || /^COM\d+$/.test(String(name)) || (sam !== WRONG && name === sam?.no);
  if (!known) return fail(CODE.samFile);
  state.initialized = true;
  return OK;
}

function finalize({ state }: Console): Answer {
  state.initialized = false;
  endSessions(state);
  return OK;
}

/** While the IDC is asked, the SAM counts as not authenticated: a needless call hurts whoever signs then. */
async function verifySam({ state }: Console): Promise<Answer> {
  const { sam } = state.slots;
  if (sam === null || sam === WRONG) return fail(CODE.samFile);
  state.samVerified = false;
  await delay(state.latencyMs);
  state.samVerified = state.slots.sam === sam;
  return state.samVerified ? OK : fail(CODE.samFile);
}

function verifyPin({ state }: Console, { pin }: Record<string, unknown>): Answer {
  const { hpc } = state.slots;
  if (hpc === null) return fail(CODE.noCard);
  if (hpc === WRONG) return fail(CODE.wrongHpc);
  if (!state.samVerified) return fail(CODE.samNotVerified);
  const wrong = state.wrongPins.get(hpc.no) ?? 0;
  if (wrong >= TRIES) return fail(CODE.locked);
  const byPad = pin === KEY_PAD;
  if (byPad && state.keyPad === 'cancel') return fail(CODE.cancelled);
  const right = byPad ? state.keyPad === 'right' : pin === hpc.pin;
  state.wrongPins.set(hpc.no, right ? 0 : wrong + 1);
  state.hpcVerified = right;
  return right ? OK : fail(CODE.wrongPin);
}

function logout(kind: 'hc' | 'hpc'): Call {
  return ({ state }) => {
    if (kind === 'hc') state.session = null;
    else state.hpcVerified = false;
    return OK;
  };
}

/** Signs with the SAM and the given cards, each of which must be ready. */
function signature(...kinds: ('hc' | 'hpc')[]): Call {
  return ({ state, now }, { serviceType }) => {
    const { sam } = state.slots;
    if (!state.samVerified || sam === null || sam === WRONG) return fail(CODE.samNotVerified);
    const cards: Cards = { sam };
    for (const kind of kinds) {
      const ready = kind === 'hc' ? patientCard(state) : doctorCard(state);
      if (typeof ready === 'number') return fail(ready);
      cards[kind] = ready;
    }
    return { statusCode: 0, ...makeProof(cards, String(serviceType), now()) };
  };
}

/** The card of the running session, even if another lies in the slot by now: only a logout forgets it. */
function patientCard(state: ConsoleState) {
  if (state.session?.virtual) return state.session;
  const { hc } = state.slots;
  if (hc === null) return CODE.noCard;
  if (hc === WRONG) return CODE.wrongHc;
  state.session ??= hc;
  return state.session;
}

function doctorCard(state: ConsoleState) {
  const { hpc } = state.slots;
  if (hpc === null) return CODE.noCard;
  if (hpc === WRONG) return CODE.wrongHpc;
  return state.hpcVerified ? hpc : CODE.hpcNotVerified;
}

function readVirtual({ office, patients }: Console, { token }: Record<string, unknown>): Answer {
  const card = office.virtual(String(token));
  const patient = patients[card?.patient ?? -1];
  if (!card || !patient) return fail(CODE.noSuchCard);
  const { sex, birthDate } = patient;
  const person = { name: card.name, idNo: card.holder, birthday: toRoc(birthDate), sex };
  return { statusCode: 0, cardId: card.no, ...person, identityStatus: '1' };
}

function verifyVirtual({ state, office }: Console, { token }: Record<string, unknown>): Answer {
  if (!state.samVerified) return fail(CODE.samNotVerified);
  const card = office.virtual(String(token));
  if (!card) return fail(CODE.noSuchCard);
  state.session = card;
  return OK;
}
