import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writeHostConfig } from '../../scripts/stage/host-config.ts';
import type { Addresses } from '../simulator/simulator.ts';

const ROOT = resolve(import.meta.dirname, '..', '..');
export const NODE = join(ROOT, 'node_modules/node/bin/node');
export const CLI = join(ROOT, 'native-host', 'cli.ts');

/** A frame as it came: loosely typed, since the tests look at what is really on the wire. */
export interface Frame {
  id?: string;
  ok?: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the host wrote
  body?: any;
  error?: { key: string; field?: string; class: string };
  event?: string;
  chunk?: { index: number; of: number; text: string };
}

export interface HostClient {
  child: ChildProcess;
  /** Sends one message; a Buffer goes out as it is. */
  send(message: object | Buffer): void;
  /** The first frame, from the first on, that fits. Rejects when the host ended without one. */
  frame(fits: (frame: Frame) => boolean): Promise<Frame>;
  /** Sends a request and gives its answer, put together from its chunks, or its error. */
  ask(request: { type: string; body?: unknown; sender?: string; v?: number; id?: string }): Promise<Frame>;
  frames: readonly Frame[];
  /** Ends stdin; gives the exit code and what was not a frame. */
  end(): Promise<{ code: number | null; stray: number; stderr: string }>;
}

export function framed(text: string | Buffer): Buffer {
  const body = Buffer.from(text);
  const header = Buffer.alloc(4);
  header.writeUInt32LE(body.length);
  return Buffer.concat([header, body]);
}

export interface HostStart {
  args: readonly string[];
  env?: Readonly<Record<string, string>>;
  command?: readonly string[];
}

/** Starts the real host on real pipes, in an environment that holds nothing that it would restart for. */
export function startHost({ args, env = {}, command }: HostStart): HostClient {
  const [program = NODE, ...first] = command ?? [NODE, '--disable-warning=ExperimentalWarning', CLI];
  const clean = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' };
  const child = spawn(program, [...first, ...args], { stdio: 'pipe', env: { ...clean, ...env } });
  const frames: Frame[] = [];
  let rest = Buffer.alloc(0);
  let stderr = '';
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const one of waiting) one();
    waiting.clear();
  };
  let ended = false;
  child.stderr.on('data', (bytes) => {
    stderr += bytes;
  });
  child.stdin.on('error', () => {});
  child.stdout.on('data', (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes]);
    while (rest.length >= 4 && rest.length >= 4 + rest.readUInt32LE()) {
      const end = 4 + rest.readUInt32LE();
      frames.push(JSON.parse(rest.subarray(4, end).toString('utf8')) as Frame);
      rest = rest.subarray(end);
    }
    wake();
  });
  const closed = once(child, 'close').then(() => {
    ended = true;
    wake();
  });
  let asked = 0;

  const frame = async (fits: (frame: Frame) => boolean): Promise<Frame> => {
    for (;;) {
      const found = frames.find(fits);
      if (found) return found;
      if (ended) throw new Error(`The host ended: ${stderr}`);
      await new Promise<void>((resolve) => waiting.add(resolve));
    }
  };
  const send = (message: object | Buffer) =>
    child.stdin.write(Buffer.isBuffer(message) ? message : framed(JSON.stringify(message)));
  return {
    child,
    frames,
    send,
    frame,
    async ask({ type, body = {}, sender = 'panel', v = 2, id = `t${++asked}` }) {
      send({ v, id, type, sender, body });
      const first = await frame((one) => one.id === id);
      if (!first.chunk) return first;
      const { of } = first.chunk;
      await frame((one) => one.id === id && one.chunk?.index === of - 1);
      const pieces = frames.filter((one) => one.id === id).map((one) => one.chunk?.text ?? '');
      return { id, ok: true, body: JSON.parse(pieces.join('')) };
    },
    async end() {
      child.stdin.end();
      await closed;
      return { code: child.exitCode, stray: rest.length, stderr };
    },
  };
}

export function newDirectory(): string {
  return mkdtempSync(join(tmpdir(), 'host-wire-'));
}

/** A machine directory for a host that talks to this simulator. */
export function configFor(addresses: Addresses, settings: Record<string, unknown> = {}): string {
  const directory = newDirectory();
  writeHostConfig(directory, addresses, settings);
  return directory;
}
