import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { nationalId } from '../../../shared/domain/national-id.ts';
import { samePatient } from '../../../shared/domain/patient.ts';
import { type CardRoom, openCardRoom } from '../../simulator/cards/card-room.ts';
import type { CardFault } from '../../simulator/cards/virtual-card.ts';
import { is, MOTHER, step, stepsSince, WANG, type Watching, watch, whose } from './watching.ts';

/** One card after another in a real pcscd's virtual reader, read by the real card layer. */
let room: CardRoom;
let view: Watching;

beforeAll(async () => {
  room = await openCardRoom();
});
afterAll(() => room.close());
beforeEach(async () => {
  view = watch(room.env);
  await view.until(is('empty'));
});
afterEach(async () => {
  const empty = view.until(is('empty'));
  room.pull(0);
  room.pull(1);
  await empty;
  view.cards.close();
});

describe('a card', () => {
  it('is offered with whose it is, read with two commands, and never reset', async () => {
    const from = room.events.length;
    room.insert(0, WANG);
    const state = await view.until(is('card'));
    expect(state.whose).toEqual({ id: 'A123456789', name: '王小明', birthDate: '2019-03-12' });
    expect(stepsSince(room, from)).toEqual(['select', 'read']);
    await expect(view.cards.read(state.offer)).resolves.toMatchObject({ id: 'A123456789', sex: 'M' });
    expect(stepsSince(room, from)).toEqual(['select', 'read', 'select', 'read']);
    expect(room.events.slice(from).some(({ event }) => event === 'reset')).toBe(false);
  });

  it('takes its offer along when it leaves', async () => {
    room.insert(0, WANG);
    const { offer } = await view.until(is('card'));
    room.pull(0);
    await expect(view.until(is('empty'))).resolves.toMatchObject({ offer: null, whose: null });
    await expect(view.cards.read(offer)).rejects.toMatchObject({ key: 'app:cardRemoved' });
  });

  it('is another offer when it comes again', async () => {
    room.insert(0, WANG);
    const first = await view.until(is('card'));
    room.pull(0);
    await view.until(is('empty'));
    room.insert(0, WANG);
    const second = await view.until(is('card'));
    expect(second.offer).not.toBe(first.offer);
    await expect(view.cards.read(first.offer)).rejects.toMatchObject({ key: 'app:cardChanged' });
  });

  it('shows a name that was cut within a character without the half', async () => {
    room.insert(0, { ...WANG, name: `A${'王'.repeat(10)}` });
    const state = await view.until(is('card'));
    expect(state.whose?.name).toBe(`A${'王'.repeat(9)}`);
  });

  it('keeps a user-defined character apart from every other', async () => {
    room.insert(0, { ...WANG, name: { hex: 'a4fdfa40' } });
    const state = await view.until(is('card'));
    expect(state.whose?.name).toMatch(/^王\p{Co}$/u);
  });
});

describe("the mother's card beside the child's chart", () => {
  const chart = { id: nationalId(WANG.id), birthDate: null };

  it('is named as hers', async () => {
    room.insert(0, MOTHER);
    const { whose: owner } = await view.until(is('card'));
    if (!chart.id || !owner) throw new Error('no owner');
    expect(owner.name).toBe('王陳美玉');
    expect(samePatient({ ...chart, id: chart.id }, owner)).toBe(false);
  });

  it('in place of the card that was offered: refused, whichever is noticed first', async () => {
    room.insert(0, WANG);
    const { offer } = await view.until(is('card'));
    const from = room.events.length;
    room.insert(0, MOTHER);
    const early = await view.cards.read(offer).then(
      ({ id }) => id,
      ({ key }) => key,
    );
    expect([WANG.id, 'app:cardChanged', 'app:cardRemoved', 'app:cardUnreadable']).toContain(early);
    await room.seen(({ event }) => event === 'inserted', from);
    await expect(view.cards.read(offer)).rejects.toThrow(/^app:card/);
    await view.until(whose(MOTHER.id));
    await expect(view.cards.read(offer)).rejects.toMatchObject({ key: 'app:cardChanged' });
  });
});

describe('pulled', () => {
  it.each(['power', 'select', 'read'] as const)('at %s, it was never there', async (pullAt) => {
    const from = room.events.length;
    room.insert(0, WANG, { pullAt });
    await room.seen(({ event }) => event === 'pulled', from);
    if (pullAt !== 'power') await view.until((state) => state.error?.key === 'app:cardRemoved');
    await view.until(is('empty'));
    room.insert(0, MOTHER);
    await view.until(whose(MOTHER.id));
    expect(view.states.some(whose(WANG.id))).toBe(false);
    expect(view.children).toHaveLength(1);
  });

  it.each(['select', 'read'])('at %s of the second read, the read says so', async (at) => {
    room.insert(0, WANG, { slowMs: 150 });
    const { offer } = await view.until(is('card'));
    const from = room.events.length;
    const read = view.cards.read(offer);
    await room.seen(step(at), from);
    room.pull(0);
    await expect(read).rejects.toMatchObject({ key: 'app:cardRemoved' });
    await view.until(is('empty'));
  });
});

describe('cannot be read', () => {
  const FAULTS: [string, CardFault][] = [
    ['another card', { other: true }],
    ['SELECT refused', { statusWord: { at: 'select', sw: '6999' } }],
    ['READ refused', { statusWord: { at: 'read', sw: '6b00' } }],
    ['a byte short', { shortBy: 1 }],
    ['no data at all', { shortBy: 57 }],
  ];
  it.each(FAULTS)('%s', async (_what, fault) => {
    room.insert(0, WANG, fault);
    await expect(view.until(is('unreadable'))).resolves.toMatchObject({
      offer: null,
      whose: null,
      error: { key: 'app:cardUnreadable' },
    });
    await expect(view.cards.read(null)).rejects.toMatchObject({ key: 'app:cardUnreadable' });
  });

  it('garbled data', async () => {
    room.insert(0, { ...WANG, birthDate: '1081332' });
    await expect(view.until(is('unreadable'))).resolves.toMatchObject({ whose: null });
  });
});

describe('two readers', () => {
  it('find the NHI card beside the doctor card', async () => {
    room.insert(0, WANG, { other: true });
    await view.until(is('unreadable'));
    room.insert(1, WANG);
    await view.until(whose(WANG.id));
  });

  it('offer the card that came last, and the other when it leaves', async () => {
    room.insert(0, WANG);
    const { offer } = await view.until(whose(WANG.id));
    room.insert(1, MOTHER);
    await view.until(whose(MOTHER.id));
    await expect(view.cards.read(offer)).resolves.toMatchObject({ id: WANG.id });
    room.pull(1);
    await view.until(whose(WANG.id));
  });
});
