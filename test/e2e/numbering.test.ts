import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createNumbering } from '../../native-host/numbering/numbering.ts';
import { openSqliteStore } from '../../native-host/store/sqlite.ts';
import { readNumber } from '../../shared/domain/referral-number.ts';

const SCRIPT = ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'numbering-process.ts')];
const DAY_MS = 86_400_000;
const NOON = Date.UTC(2026, 5, 1, 4);
const newPlace = () => mkdtempSync(join(tmpdir(), 'numbering-'));
const limits = () => ({ automaticPerMinute: 0, typedPerHour: 0 });
const unique = (all: readonly string[]) => expect(new Set(all).size).toBe(all.length);

/** One host on a store, with a clock that the test sets; `draw` opens and closes it as often as it likes. */
function pc(directory: string, machine = 'OPD1') {
  const open = () => openSqliteStore({ directory, limits });
  return {
    async draw(count: number, now = NOON): Promise<string[]> {
      const store = open();
      const numbering = createNumbering({ store, machine, now: () => now });
      const drawn = [];
      for (let i = 0; i < count; i++) drawn.push(await numbering.next(20));
      await store.close();
      return drawn;
    },
    async seen(numbers: readonly string[]): Promise<boolean> {
      const store = open();
      const found = await createNumbering({ store, machine, now: () => NOON }).seen(numbers);
      await store.close();
      return found;
    },
  };
}

/** A process of its own; resolves to what it drew, however it ended. */
function racer(directory: string, machine: string, count: number, shift = 0) {
  const args = [...SCRIPT, directory, machine, String(count), String(shift)];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    child,
    ready: async () => expect((await lines.next()).value).toBe('ready'),
    go: () => child.stdin.write('go\n'),
    next: async (): Promise<string | undefined> => (await lines.next()).value,
    async rest(): Promise<string[]> {
      const all: string[] = [];
      for (let line = await lines.next(); !line.done; line = await lines.next()) all.push(line.value);
      return all;
    },
  };
}

describe('numbers of one PC', () => {
  it('count from 1 each day and go on after a restart', async () => {
    const one = pc(newPlace());
    const drawn = [...(await one.draw(2)), ...(await one.draw(1)), ...(await one.draw(1, NOON + DAY_MS))];
    expect(drawn.map((text) => readNumber(text)?.serial)).toEqual([1, 2, 3, 1]);
    expect(new Set(drawn.map((text) => readNumber(text)?.pc)).size).toBe(1);
  });

  it('never repeat, wherever the clock is set and however often the host starts', async () => {
    const jumps = fc.array(fc.record({ days: fc.integer({ min: -400, max: 400 }), count: fc.nat(4) }), {
      minLength: 2,
      maxLength: 12,
    });
    const near = fc.array(fc.record({ days: fc.integer({ min: -1, max: 1 }), count: fc.nat(4) }), {
      minLength: 2,
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(jumps, near), async (steps) => {
        const one = pc(newPlace());
        const all = [];
        for (const { days, count } of steps) all.push(...(await one.draw(count, NOON + days * DAY_MS)));
        unique(all);
        for (const text of all) expect(text.length).toBeLessThanOrEqual(20);
      }),
      { numRuns: 25 },
    );
  });

  it('refuse where the contract leaves no room', async () => {
    const store = openSqliteStore({ directory: newPlace(), limits });
    const numbering = createNumbering({ store, machine: 'OPD1', now: () => NOON });
    await expect(numbering.next(12)).rejects.toMatchObject({ key: 'app:numberNoRoom' });
    expect((await numbering.next(13)).length).toBe(13);
    await store.close();
  });
});

describe('several hosts', () => {
  it('on one store never draw the same number, though they race and their clocks differ', async () => {
    const place = newPlace();
    const racers = [0, 0, -DAY_MS, DAY_MS].map((shift) => racer(place, 'OPD1', 60, shift));
    for (const one of racers) await one.ready();
    for (const one of racers) one.go();
    const drawn = (await Promise.all(racers.map((one) => one.rest()))).flat();
    expect(drawn).toHaveLength(240);
    unique(drawn);
    expect(new Set(drawn.map((text) => readNumber(text)?.pc)).size).toBe(1);
  });

  it('one of which is killed in the midst of drawing leave nothing that is drawn again', async () => {
    const place = newPlace();
    const one = racer(place, 'OPD1', 100_000);
    await one.ready();
    one.go();
    const before = [await one.next(), await one.next(), await one.next()].map(String);
    one.child.kill('SIGKILL');
    await once(one.child, 'exit');
    unique([...before, ...(await one.rest()), ...(await pc(place).draw(20, Date.now()))]);
  });
});

describe('several PCs', () => {
  it('have each a part of their own', async () => {
    const drawn = await Promise.all([1, 2, 3, 4, 5].map(() => pc(newPlace()).draw(3)));
    unique(drawn.flat());
  });

  it('made from one disk image part at the first number', async () => {
    const image = newPlace();
    const before = await pc(image, 'IMAGE').draw(3);
    const copies = ['OPD1', 'OPD2'].map((name) => {
      const place = newPlace();
      cpSync(image, place, { recursive: true });
      return pc(place, name);
    });
    const after = await Promise.all(copies.map((copy) => copy.draw(3)));
    unique([...before, ...after.flat()]);
  });

  it('that drew the same part all the same find out from the NHI’s list', async () => {
    const place = newPlace();
    const one = pc(place);
    await one.draw(2);
    const twin = newPlace();
    cpSync(place, twin, { recursive: true });
    const other = await pc(twin).draw(3);
    const own = await one.draw(1);
    expect(own).toEqual(other.slice(0, 1));
    expect(await one.seen(own)).toBe(false);
    expect(await one.seen(other)).toBe(true);
    unique([...other, ...(await one.draw(5))]);
  });

  it('do not mind each other’s numbers, nor those of other systems', async () => {
    const one = pc(newPlace());
    await one.draw(1);
    expect(await one.seen([...(await pc(newPlace()).draw(9)), 'A-0001', '1150301000001', ''])).toBe(false);
  });
});
