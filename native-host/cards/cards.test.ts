import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import type { CardProcess } from './card-process.ts';
import { type Cards, createCards } from './cards.ts';
import type { ChangesAnswer, ReadAnswer } from './child-protocol.ts';
import type { CardState } from './insertions.ts';

const CARD_NO = '000012345678';
const data = (id: string) =>
  Buffer.from(`${CARD_NO}${'WANG'.padEnd(20)}${id}0650312M1090101`, 'latin1').toString('hex');

/** A card layer whose readers the test sets; `changes` waits as the real one does. */
class FakeProcess implements CardProcess {
  alive = true;
  reads: string[] = [];
  answers: Record<string, () => Promise<ReadAnswer>> = {};
  #now: ChangesAnswer = { readers: [] };
  #told: ChangesAnswer | null = null;
  #wake: (() => void) | null = null;
  #fail: ((error: Error) => void) | null = null;

  set(now: ChangesAnswer): void {
    this.#now = now;
    this.#wake?.();
  }
  die(error = new CodedError('app:cardLayerDied')): void {
    this.alive = false;
    this.#fail?.(error);
  }
  async changes(timeoutMs: number): Promise<ChangesAnswer> {
    this.#wake?.();
    if (this.#told === this.#now) {
      await new Promise<void>((wake, fail) => {
        this.#wake = wake;
        this.#fail = fail;
        setTimeout(wake, timeoutMs);
      });
    }
    this.#told = this.#now;
    return this.#now;
  }
  async read(_reader: string, key: string): Promise<ReadAnswer> {
    this.reads.push(key);
    return (await this.answers[key]?.()) ?? { data: data('A123456789') };
  }
  stop(): void {
    this.alive = false;
    this.#fail?.(new CodedError('app:cardLayerDied'));
  }
}

const full = (key: string, name = 'R') => ({ readers: [{ name, key }] });
const EMPTY = { readers: [{ name: 'R', key: null }] };

let started: FakeProcess[] = [];
let told: CardState[] = [];
let cards: Cards;
let prepare: (child: FakeProcess) => void;

beforeEach(() => {
  vi.useFakeTimers();
  started = [];
  told = [];
  prepare = (child) => child.set(EMPTY);
  cards = createCards({
    start: () => {
      const child = new FakeProcess();
      started.push(child);
      prepare(child);
      return child;
    },
    onChange: (state) => told.push(state),
  });
});
afterEach(() => {
  cards.close();
  vi.useRealTimers();
});

const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const last = () => told.at(-1);
const child = () => started.at(-1) as FakeProcess;

describe('watching', () => {
  it('starts nothing before somebody watches', () => {
    expect(started).toHaveLength(0);
    expect(cards.current()).toBeNull();
  });

  it('tells the state at once, and again to whoever comes later', async () => {
    cards.watch();
    await settle();
    expect(told.map(({ state }) => state)).toEqual(['empty']);
    cards.watch();
    expect(told.map(({ state }) => state)).toEqual(['empty', 'empty']);
    expect(started).toHaveLength(1);
  });

  it('ends the child when nobody renewed for 60 seconds, and not before', async () => {
    cards.watch();
    await settle(50_000);
    cards.watch();
    await settle(59_000);
    expect(child().alive).toBe(true);
    await settle(2_000);
    expect(child().alive).toBe(false);
    expect(started).toHaveLength(1);
  });

  it('gives every insertion an offer of its own', async () => {
    cards.watch();
    await settle();
    child().set(full('R#1'));
    await settle();
    const first = last()?.offer;
    child().set(EMPTY);
    await settle();
    expect(last()).toMatchObject({ state: 'empty', offer: null, whose: null });
    child().set(full('R#3'));
    await settle();
    expect(last()).toMatchObject({ state: 'card', whose: { id: 'A123456789', birthDate: '1976-03-12' } });
    expect(last()?.offer).not.toBe(first);
  });

  it('takes the offer back before it reads the card that came instead', async () => {
    cards.watch();
    await settle();
    child().set(full('R#1'));
    await settle();
    child().answers['R#3'] = () => new Promise(() => {});
    child().set(full('R#3'));
    await settle();
    expect(last()).toMatchObject({ offer: null, whose: null });
  });

  it('reads a card in use again each second, one that is no NHI card once more', async () => {
    prepare = (one) => {
      one.answers['R#1'] = async () => ({ failed: 'busy', code: '8010000b' });
      one.set(full('R#1'));
    };
    cards.watch();
    await settle();
    expect(last()).toMatchObject({ state: 'busy', error: { key: 'app:cardBusy' } });
    child().answers['R#1'] = async () => ({ failed: 'unreadable', code: '6a82' });
    await settle(1_000);
    expect(last()).toMatchObject({ state: 'unreadable', error: { key: 'app:cardUnreadable' } });
    await settle(30_000);
    expect(child().reads).toHaveLength(3);
  });

  it('prefers the NHI card to the doctor card in the other reader', async () => {
    prepare = (one) => {
      one.answers['A#1'] = async () => ({ failed: 'unreadable', code: '6a82' });
      one.set({ readers: [...full('A#1', 'A').readers, ...full('B#1', 'B').readers] });
    };
    cards.watch();
    await settle();
    expect(last()).toMatchObject({ state: 'card' });
  });
});

describe('a card layer that fails', () => {
  it('is started again ever later, and its offers are void', async () => {
    prepare = (one) => one.set(full('R#1'));
    cards.watch();
    await settle();
    const offer = last()?.offer ?? '';
    prepare = (one) => one.set(EMPTY);
    child().die();
    await settle();
    expect(last()).toMatchObject({ state: 'noService', offer: null, error: { key: 'app:cardLayerDied' } });
    await expect(cards.read(offer)).rejects.toMatchObject({ key: 'app:cardLayerDied' });
    await settle(999);
    expect(started).toHaveLength(1);
    await settle(1);
    expect(started).toHaveLength(2);
    expect(last()).toMatchObject({ state: 'empty' });
  });

  it('does not try the card again at which it hung', async () => {
    prepare = (one) => {
      one.answers['R#1'] = async () => {
        one.alive = false;
        throw new CodedError('app:cardTimeout');
      };
      one.set(full('R#1'));
    };
    cards.watch();
    await settle();
    expect(last()).toMatchObject({ state: 'unreadable', error: { key: 'app:cardTimeout' } });
    await settle(20_000);
    expect(started.flatMap(({ reads }) => reads)).toEqual(['R#1']);
    expect(started).toHaveLength(2);
  });
});

describe('reading an offer', () => {
  beforeEach(async () => {
    prepare = (one) => one.set(full('R#1'));
    cards.watch();
    await settle();
  });
  const offer = () => last()?.offer ?? '';

  it('reads the card again', async () => {
    await expect(cards.read(offer())).resolves.toMatchObject({ id: 'A123456789' });
    expect(child().reads).toHaveLength(2);
  });

  it('refuses another card in the same insertion', async () => {
    child().answers['R#1'] = async () => ({ data: data('B223456789') });
    const first = offer();
    await expect(cards.read(first)).rejects.toMatchObject({ key: 'app:cardChanged' });
    await settle();
    expect(told.slice(-2)).toMatchObject([
      { state: 'empty', offer: null, whose: null },
      { state: 'card', whose: { id: 'B223456789' } },
    ]);
    await expect(cards.read(first)).rejects.toMatchObject({ key: 'app:cardChanged' });
  });

  it('refuses an offer whose card left, and one whose place another took', async () => {
    const gone = offer();
    child().set(EMPTY);
    await settle();
    await expect(cards.read(gone)).rejects.toMatchObject({ key: 'app:cardRemoved' });
    child().set(full('R#3'));
    await settle();
    await expect(cards.read(gone)).rejects.toMatchObject({ key: 'app:cardChanged' });
  });
});

describe('reading without an offer', () => {
  it('looks once and ends the child', async () => {
    prepare = (one) => one.set(full('R#1'));
    await expect(cards.read(null)).resolves.toMatchObject({ id: 'A123456789' });
    expect(child().alive).toBe(false);
  });

  it.each<[string, ChangesAnswer]>([
    ['app:cardNone', EMPTY],
    ['app:cardNoReader', { readers: [] }],
    ['app:cardNoService', { failed: 'noService', code: '8010001d' }],
  ])('says %s', async (key, now) => {
    prepare = (one) => one.set(now);
    await expect(cards.read(null)).rejects.toMatchObject({ key });
  });
});
