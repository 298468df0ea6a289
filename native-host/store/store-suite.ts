import { expect, it } from 'vitest';
import type { TaiwanDate } from '../../shared/domain/taiwan-date.ts';
import type { HostConfig } from '../config/config.ts';
import { lookup } from './lookup-sample.ts';
import type { Store } from './store.ts';

/** Opens the adapter under test; twice on the same place gives two stores that share their rows. */
export type OpenStore = (place: string, limits: HostConfig['limits']) => Promise<Store>;

const MINUTE = 60_000;
const NOON = Date.UTC(2026, 5, 1, 4);
const MONDAY = '2026-06-01' as TaiwanDate;
const TUESDAY = '2026-06-02' as TaiwanDate;
async function times(
  count: number,
  work: (i: number) => Promise<unknown>,
): Promise<PromiseSettledResult<unknown>[]> {
  const settled = [];
  for (let i = 0; i < count; i++) settled.push((await Promise.allSettled([work(i)]))[0]);
  return settled;
}

const fine = (results: PromiseSettledResult<unknown>[]) =>
  results.filter((one) => one.status === 'fulfilled').length;
const coded = (key: string) => expect.objectContaining({ key });

/** What every adapter of the store port must do. `newPlace` gives a place that holds nothing yet. */
export function storeSuite(open: OpenStore, newPlace: () => string): void {
  const fresh = (limits: Partial<HostConfig['limits']> = {}, place = newPlace()) =>
    open(place, { automaticPerMinute: 20, typedPerHour: 30, ...limits });

  it('gives every lookup a row of its own', async () => {
    const store = await fresh();
    const rows = [await store.beginLookup(lookup(), NOON), await store.beginLookup(lookup(), NOON)];
    expect(new Set(rows).size).toBe(2);
    await store.endLookup(rows[0] ?? 0, 'ok:0000', NOON + 5);
    await store.close();
  });

  it('stops automatic lookups at their limit, and lets them go on a minute later', async () => {
    const store = await fresh({ automaticPerMinute: 3 });
    expect(fine(await times(3, (i) => store.beginLookup(lookup(), NOON + i)))).toBe(3);
    await expect(store.beginLookup(lookup(), NOON + 10)).rejects.toEqual(coded('app:limitAutomatic'));
    await expect(store.beginLookup(lookup({ origin: 'refresh' }), NOON + 10)).rejects.toThrow();
    await expect(store.beginLookup(lookup(), NOON + MINUTE)).resolves.toBeGreaterThan(0);
    await store.close();
  });

  it('does not count what it refused, or the limit would never end', async () => {
    const store = await fresh({ automaticPerMinute: 1 });
    await times(50, (i) => store.beginLookup(lookup(), NOON + i * 1_000));
    await expect(store.beginLookup(lookup(), NOON + MINUTE)).resolves.toBeGreaterThan(0);
    await store.close();
  });

  it('counts typed lookups by the hour, apart from automatic ones', async () => {
    const store = await fresh({ automaticPerMinute: 1, typedPerHour: 2 });
    const typed = lookup({ origin: 'typed' });
    await store.beginLookup(lookup(), NOON);
    expect(fine(await times(2, (i) => store.beginLookup(typed, NOON + i)))).toBe(2);
    await expect(store.beginLookup(typed, NOON + 59 * MINUTE)).rejects.toEqual(coded('app:limitTyped'));
    await expect(store.beginLookup(typed, NOON + 61 * MINUTE)).resolves.toBeGreaterThan(0);
    await store.close();
  });

  it('counts each operation by itself, since one lookup may ask both queries', async () => {
    const store = await fresh({ automaticPerMinute: 1 });
    await store.beginLookup(lookup(), NOON);
    await expect(store.beginLookup(lookup({ operation: 'query-other-6.0' }), NOON)).resolves.toBeGreaterThan(
      0,
    );
    await store.close();
  });

  it('remembers limits and security module when it is opened again', async () => {
    const place = newPlace();
    const first = await fresh({ automaticPerMinute: 1 }, place);
    await first.beginLookup(lookup(), NOON);
    expect(await first.rememberSam('SAM1', NOON)).toBeNull();
    await first.close();
    const second = await fresh({ automaticPerMinute: 1 }, place);
    await expect(second.beginLookup(lookup(), NOON + 1)).rejects.toEqual(coded('app:limitAutomatic'));
    expect(await second.rememberSam('SAM1', NOON)).toBe('SAM1');
    expect(await second.samSince()).toBeNull();
    expect(await second.rememberSam('SAM2', NOON + 7)).toBe('SAM1');
    expect(await second.rememberSam('SAM2', NOON + 9)).toBe('SAM2');
    expect(await second.samSince()).toBe(NOON + 7);
    await second.close();
  });

  it('gives every serial of a day out once, over every store that shares the place, and remembers', async () => {
    const place = newPlace();
    const stores = [await fresh({}, place), await fresh({}, place)];
    const take = (i: number, day = MONDAY) =>
      (stores[i % 2] ?? expect.fail()).takeSerial('OPD1', day, () => 'AAAAAA');
    const taken = await Promise.all([0, 1, 2, 3].map((i) => take(i)));
    expect(taken.map(({ serial }) => serial).sort()).toEqual([1, 2, 3, 4]);
    expect(await take(0, TUESDAY)).toEqual({ pc: 'AAAAAA', serial: 1 });
    expect(await take(1)).toEqual({ pc: 'AAAAAA', serial: 5 });
    await Promise.all(stores.map((store) => store.close()));
    const again = await fresh({}, place);
    expect([await again.lastSerial('AAAAAA', MONDAY), await again.lastSerial('BBBBBB', MONDAY)]).toEqual([
      5,
      null,
    ]);
    await again.close();
  });

  it('has one part a machine, and never again one that was retired', async () => {
    const store = await fresh();
    const parts = ['AAAAAA', 'AAAAAA', 'BBBBBB', 'BBBBBB', 'CCCCCC'];
    const take = (machine: string) => store.takeSerial(machine, MONDAY, () => parts.shift() ?? expect.fail());
    expect([await take('OPD1'), await take('OPD2')].map(({ pc }) => pc)).toEqual(['AAAAAA', 'BBBBBB']);
    await store.retirePc('AAAAAA');
    expect(await store.lastSerial('AAAAAA', MONDAY)).toBeNull();
    expect(await take('OPD1')).toEqual({ pc: 'CCCCCC', serial: 1 });
    expect(await take('OPD2')).toEqual({ pc: 'BBBBBB', serial: 2 });
    await store.close();
  });

  it('tells how an operation last ended at the NHI, and how it failed since', async () => {
    const store = await fresh();
    const ended = async (result: string, at: number, operation = 'query-own-6.0') =>
      store.endLookup(await store.beginLookup(lookup({ operation }), at - 1), result, at);
    const ends = () => store.lastEnds('query-own-6.0');
    expect(await ends()).toEqual({ answered: null, failed: null });
    await ended('web:8203', NOON + 1);
    expect(await ends()).toEqual({ answered: null, failed: { result: 'web:8203', at: NOON + 1 } });
    await ended('ok:0000', NOON + 2);
    for (const neither of ['kept', 'wire:cancelled']) await ended(neither, NOON + 3);
    await ended('web:9999', NOON + 4, 'query-other-6.0');
    await store.beginLookup(lookup(), NOON + 5);
    const answered = { result: 'ok:0000', at: NOON + 2 };
    expect(await ends()).toEqual({ answered, failed: null });
    await ended('app:vpnUnreachable', NOON + 6);
    expect(await ends()).toEqual({ answered, failed: { result: 'app:vpnUnreachable', at: NOON + 6 } });
    await store.close();
  });

  it('takes a refused lookup for no answer and no failure', async () => {
    const store = await fresh({ automaticPerMinute: 0 });
    await expect(store.beginLookup(lookup(), NOON)).rejects.toEqual(coded('app:limitAutomatic'));
    expect(await store.lastEnds('query-own-6.0')).toEqual({ answered: null, failed: null });
    await store.close();
  });

  it('keeps the newest of each kind that the browser told of a page, newest first', async () => {
    const place = newPlace();
    const store = await fresh({}, place);
    expect(await store.pagesNoted()).toEqual([]);
    const page = 'https://his.example';
    const told = [
      { page, problem: null, at: NOON },
      { page, problem: 'idMasked', at: NOON + 1 },
      { page: null, problem: 'noSitePermission', at: NOON + 2 },
      { page, problem: null, at: NOON + 3 },
    ] as const;
    for (const one of told) await store.notePage(one);
    await store.close();
    const again = await fresh({}, place);
    expect(await again.pagesNoted()).toEqual([told[3], told[2], told[1]]);
    await again.close();
  });

  it('counts over every store that shares the place', async () => {
    const place = newPlace();
    const stores = [
      await fresh({ automaticPerMinute: 5 }, place),
      await fresh({ automaticPerMinute: 5 }, place),
    ];
    const results = await times(12, (i) => (stores[i % 2] ?? expect.fail()).beginLookup(lookup(), NOON + i));
    expect(fine(results)).toBe(5);
    await Promise.all(stores.map((store) => store.close()));
  });
}
