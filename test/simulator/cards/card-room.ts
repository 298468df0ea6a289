import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { CardFault, NhiCardData } from './virtual-card.ts';

/**
 * A real pcscd with two virtual readers, in a room of its own: a mount namespace in which /run/pcscd is our
 * directory, and a network namespace in which vpcd's ports are ours alone. Clients outside reach it by
 * `PCSCLITE_CSOCK_NAME`. Needs Linux, and root or user namespaces.
 */
export interface CardRoom {
  /** Environment of a program that shall find this daemon and no other. */
  env: NodeJS.ProcessEnv;
  insert(slot: 0 | 1, card: NhiCardData, fault?: CardFault): void;
  pull(slot: 0 | 1): void;
  /** What the cards saw, oldest first. */
  events: CardEvent[];
  /** Resolves when a card's event of this kind comes; events already there count from `since`. */
  seen(matches: (event: CardEvent) => boolean, since?: number): Promise<CardEvent>;
  startDaemon(): Promise<void>;
  /** As a crash would. */
  killDaemon(): Promise<void>;
  /** vpcd is no USB reader, so pcscd does not see it come: it starts anew. */
  restartDaemon(now: { readers: boolean }): Promise<void>;
  close(): Promise<void>;
}

export interface CardEvent {
  slot: number;
  event: 'inserted' | 'pulled' | 'powered' | 'reset' | 'step';
  step?: string;
}

const VPCD = `FRIENDLYNAME "Virtual PCD"
DEVICENAME   /dev/null:0x8C7B
LIBPATH      /usr/lib/pcsc/drivers/serial/libifdvpcd.so
CHANNELID    0x8C7B
`;

/** `quickack`: without it each exchange waits 40 ms for a delayed acknowledgement. */
const WALLS = `set -e
[ -d /run/pcscd ] || { mount -t tmpfs tmpfs /run; mkdir /run/pcscd; }
mount --bind "$1" /run/pcscd
ip link set lo up
ip route replace local 127.0.0.0/8 dev lo table local quickack 1
echo ready
cat >/dev/null`;

export async function openCardRoom({ readers = true } = {}): Promise<CardRoom> {
  const dir = mkdtempSync(join(tmpdir(), 'card-room-'));
  const run = join(dir, 'run');
  const conf = join(dir, 'readers');
  mkdirSync(run);
  mkdirSync(conf);
  const socket = join(run, 'pcscd.comm');
  const user = process.getuid?.() === 0 ? [] : ['-r'];
  const walls = spawn('unshare', [...user, '-mn', 'sh', '-c', WALLS, 'walls', run], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  await firstLine(walls);
  const inside = (...command: string[]) =>
    [
      'nsenter',
      '-t',
      String(walls.pid),
      ...(user.length ? ['-U', '--preserve-credentials'] : []),
      '-m',
      '-n',
      ...command,
    ] as const;

  let daemon: ChildProcess | null = null;
  const plug = (on: boolean) => {
    if (on) writeFileSync(join(conf, 'vpcd'), VPCD);
    else rmSync(join(conf, 'vpcd'), { force: true });
  };
  const startDaemon = async () => {
    const [program, ...args] = inside('pcscd', '--foreground', '--critical', '--config', conf);
    daemon = spawn(program, args, { stdio: 'ignore' });
    await until(() => existsSync(socket) || daemon?.exitCode !== null);
    if (daemon.exitCode !== null) throw new Error('pcscd did not start: is it installed?');
  };
  const killDaemon = async () => {
    const dying = daemon;
    daemon = null;
    if (!dying || dying.exitCode !== null) return;
    dying.kill('SIGKILL');
    await once(dying, 'exit');
    rmSync(socket, { force: true });
  };

  plug(readers);
  await startDaemon();
  const node = process.execPath;
  const [program, ...args] = inside(
    node,
    '--disable-warning=ExperimentalWarning',
    fileURLToPath(new URL('cli.ts', import.meta.url)),
  );
  const cards = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const events: CardEvent[] = [];
  const listeners = new Set<() => void>();
  createInterface({ input: cards.stdout }).on('line', (line) => {
    events.push(JSON.parse(line));
    for (const listener of listeners) listener();
  });
  const order = (what: object) => cards.stdin.write(`${JSON.stringify(what)}\n`);

  return {
    env: { ...process.env, PCSCLITE_CSOCK_NAME: socket },
    events,
    insert: (slot, insert, fault) => order({ slot, insert, ...(fault ? { fault } : {}) }),
    pull: (slot) => order({ slot, pull: true }),
    seen: (matches, since = 0) =>
      new Promise((resolve) => {
        const look = () => {
          const found = events.slice(since).find(matches);
          if (!found) return;
          listeners.delete(look);
          resolve(found);
        };
        listeners.add(look);
        look();
      }),
    startDaemon,
    killDaemon,
    async restartDaemon({ readers: now }) {
      plug(now);
      await killDaemon();
      await startDaemon();
    },
    async close() {
      cards.kill();
      await killDaemon();
      walls.stdin.end();
      await once(walls, 'exit');
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function firstLine(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit').then(() => {
    throw new Error('No namespaces here: root, or user namespaces, are needed for virtual cards');
  });
  if (child.stdout) await Promise.race([once(child.stdout, 'data'), ended]);
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((next) => setTimeout(next, 10));
}
