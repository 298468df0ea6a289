import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type CardRoom, openCardRoom } from '../../simulator/cards/card-room.ts';
import { is, step, WANG, type Watching, watch, whose } from './watching.ts';

/** What happens round the card: the service, the library, and other programs. */
let room: CardRoom;
let view: Watching | null = null;
const others: ChildProcess[] = [];
const READER = 'Virtual PCD 00 00';
const file = (name: string) => fileURLToPath(new URL(`../../simulator/cards/${name}`, import.meta.url));

beforeEach(async () => {
  room = await openCardRoom();
});
afterEach(async () => {
  view?.cards.close();
  for (const other of others.splice(0)) other.kill();
  await room.close();
});
const start = (...args: Parameters<typeof watch>) => {
  view = watch(...args);
  return view;
};

/** Another program on the card; `say` has it do something and resolves to PC/SC's code. */
async function otherProgram(mode: 'shared' | 'exclusive') {
  const args = ['--disable-warning=ExperimentalWarning', file('other-program.ts'), mode, READER];
  const child = spawn(process.execPath, args, { env: room.env, stdio: ['pipe', 'pipe', 'inherit'] });
  others.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const answer = async () => (await lines.next()).value as string;
  expect(await answer()).toBe('0');
  return (order: string) => {
    child.stdin.write(`${order}\n`);
    return answer();
  };
}

describe('the service', () => {
  it('not running is a state, and so is its coming', async () => {
    await room.killDaemon();
    const { until } = start(room.env);
    await expect(until(is('noService'))).resolves.toMatchObject({ error: { key: 'app:cardNoService' } });
    await room.startDaemon();
    await until(is('empty'));
  });

  it('killed with a card in takes the offer; back, there is another', async () => {
    const { until, cards, children } = start(room.env);
    room.insert(0, WANG);
    const { offer } = await until(is('card'));
    await room.killDaemon();
    await expect(until(is('noService'))).resolves.toMatchObject({ offer: null, whose: null });
    await expect(cards.read(offer)).rejects.toMatchObject({ key: 'app:cardNoService' });
    await room.startDaemon();
    room.insert(0, WANG);
    expect((await until(is('card'))).offer).not.toBe(offer);
    expect(children).toHaveLength(1);
  });

  it('killed within a read fails that read', async () => {
    const { until, cards } = start(room.env);
    room.insert(0, WANG, { slowMs: 300 });
    const { offer } = await until(is('card'));
    const from = room.events.length;
    const read = cards.read(offer);
    await room.seen(step('read'), from);
    await room.killDaemon();
    await expect(read).rejects.toMatchObject({ key: 'app:cardNoService' });
    await until(is('noService'));
  });

  it('without a library is no service', async () => {
    const { until } = start({ ...room.env, REFERRAL_PCSC_LIBRARY: '/nowhere/libpcsclite.so.1' });
    await until(is('noService'));
  });

  it('without a reader says so, until there is one', async () => {
    await room.close();
    room = await openCardRoom({ readers: false });
    const { until } = start(room.env);
    await expect(until(is('noReader'))).resolves.toMatchObject({ error: { key: 'app:cardNoReader' } });
    await room.restartDaemon({ readers: true });
    await until(is('empty'));
    room.insert(0, WANG);
    await until(whose(WANG.id));
  });
});

describe('another program', () => {
  it('that holds the card for itself makes it busy, until it lets go', async () => {
    room.insert(0, WANG);
    await room.seen(({ event }) => event === 'inserted');
    await readerHasCard();
    const say = await otherProgram('exclusive');
    const { until, cards } = start(room.env);
    await expect(until(is('busy'))).resolves.toMatchObject({ error: { key: 'app:cardBusy' }, whose: null });
    await expect(cards.read(null)).rejects.toMatchObject({ key: 'app:cardBusy' });
    expect(await say('close')).toBe('0');
    await until(whose(WANG.id));
  });

  it('that is within a transaction is waited for, and loses nothing', async () => {
    room.insert(0, WANG);
    await readerHasCard();
    const say = await otherProgram('shared');
    expect(await say('begin')).toBe('0');
    const { until } = start(room.env);
    await expect(until(is('busy'))).resolves.toMatchObject({ error: { key: 'app:cardBusy' } });
    expect(await say('read')).toBe('0');
    expect(await say('end')).toBe('0');
    await until(whose(WANG.id));
    expect(await say('read')).toBe('0');
    expect(room.events.filter(({ event }) => event === 'reset')).toEqual([]);
  });

  it('that shares the card keeps its connection through our reads', async () => {
    const { until, cards } = start(room.env);
    room.insert(0, WANG);
    const { offer } = await until(is('card'));
    const say = await otherProgram('shared');
    for (let i = 0; i < 3; i += 1) {
      await cards.read(offer);
      expect(await say('read')).toBe('0');
    }
    cards.close();
    expect(await say('read')).toBe('0');
  });

  /** Until pcscd itself has noticed the card, nobody can connect to it. */
  async function readerHasCard(): Promise<void> {
    const first = watch(room.env);
    await first.until(is('card'));
    first.cards.close();
  }
});

describe('a library', () => {
  let folder: string;
  let library: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'faulty-pcsc-'));
    library = join(folder, 'faulty.so');
    const gcc = spawnSync('gcc', ['-shared', '-fPIC', '-O1', '-o', library, file('faulty-pcsc.c')], {
      encoding: 'utf8',
    });
    if (gcc.status !== 0) throw new Error(gcc.stderr);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const faulty = (at: string, how: 'hang' | 'crash') => ({
    ...room.env,
    REFERRAL_PCSC_LIBRARY: library,
    FAULTY_AT: at,
    FAULTY_HOW: how,
  });
  const SHORT = { readMs: 1_500, graceMs: 1_500 };

  it('that fails nowhere passes everything on', async () => {
    const { until } = start(faulty('nowhere', 'hang'));
    room.insert(0, WANG);
    await until(whose(WANG.id));
  });

  it.each([
    'SCardEstablishContext',
    'SCardListReaders',
    'SCardGetStatusChange',
  ])('that hangs in %s is ended and started again', async (at) => {
    const { until, children } = start(faulty(at, 'hang'), SHORT);
    await expect(until(is('noService'))).resolves.toMatchObject({ error: { key: 'app:cardTimeout' } });
    await expect.poll(() => children.length, { timeout: 20_000 }).toBeGreaterThan(1);
    expect(children[0]?.alive).toBe(false);
  });

  it.each([
    'SCardConnect',
    'SCardTransmit',
    'SCardEndTransaction',
    'SCardDisconnect',
  ])('that hangs in %s blames the card, once', async (at) => {
    const { until, children } = start(faulty(at, 'hang'), SHORT);
    room.insert(0, WANG);
    await expect(until(is('unreadable'))).resolves.toMatchObject({ error: { key: 'app:cardTimeout' } });
    await expect.poll(() => children.length, { timeout: 20_000 }).toBe(2);
    room.pull(0);
    await until(is('empty'));
    expect(children[1]?.alive).toBe(true);
  });

  it('that crashes ends the child alone', async () => {
    const { until, children } = start(faulty('SCardTransmit', 'crash'), SHORT);
    room.insert(0, WANG);
    await expect(until(is('unreadable'))).resolves.toMatchObject({ error: { key: 'app:cardLayerDied' } });
    await expect.poll(() => children.length, { timeout: 20_000 }).toBe(2);
  });

  it('that hangs does not outlive the host', async () => {
    const cli = fileURLToPath(new URL('../../../native-host/cli.ts', import.meta.url));
    const child = spawn(process.execPath, [cli, 'card-child'], {
      env: faulty('SCardEstablishContext', 'hang'),
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    child.stdin.write(`${JSON.stringify({ id: 1, op: 'changes', timeoutMs: 1 })}\n`);
    child.stdin.end();
    expect((await once(child, 'exit'))[1]).toBe('SIGKILL');
  });
});
