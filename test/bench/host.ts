import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildHost, DEV_HOST } from '../../scripts/build-host.ts';
import type { Stage } from '../../scripts/stage/stage.ts';
import { CHROMIUM_ORIGIN } from '../../shared/protocol/identity.ts';
import { type Figure, quantile } from './figures.ts';
import { FrameReader, frameOf } from './frames.ts';

const STARTS = 15;
const LOOKUPS = 10_000;
const WARM_UP = 2_000;

/** What a browser's environment has; one variable of npm's or the shell's makes a host start itself afresh. */
const CLEAN = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '' };

/** How soon the bundled host speaks, against a bare node, and how much memory a long day costs it. */
export async function hostFigures(stage: Stage): Promise<Figure[]> {
  const launcher = await buildHost({ outDir: DEV_HOST, installed: false });
  const arguments_ = ['--config', stage.configDirectory, CHROMIUM_ORIGIN];
  const hellos: number[] = [];
  const bare: number[] = [];
  for (let i = 0; i < STARTS; i++) {
    hellos.push(await helloTime(launcher, arguments_));
    bare.push(bareTime());
  }
  const { before, after } = await memory(launcher, arguments_, stage);
  const hello = quantile(hellos, 0.5) / quantile(bare, 0.5);
  return [
    { name: "bundled host's hello / node -e 0, median", value: hello, unit: 'ratio', atMost: 1.3 },
    { name: "bundled host's hello, p50", value: quantile(hellos, 0.5), unit: 'ms', atMost: null },
    { name: 'node -e 0, p50', value: quantile(bare, 0.5), unit: 'ms', atMost: null },
    { name: `resident after ${LOOKUPS} lookups`, value: after, unit: 'MB', atMost: 70 },
    {
      name: `resident after ${LOOKUPS} / after ${WARM_UP}`,
      value: after / before,
      unit: 'ratio',
      atMost: 1.1,
    },
  ];
}

async function helloTime(launcher: string, args: readonly string[]): Promise<number> {
  const start = performance.now();
  const host = spawn(launcher, args, { stdio: ['pipe', 'pipe', 'ignore'], env: CLEAN });
  await new FrameReader(host.stdout).next();
  const took = performance.now() - start;
  await end(host);
  return took;
}

function bareTime(): number {
  const start = performance.now();
  spawnSync(process.execPath, ['-e', '0'], { env: CLEAN });
  return performance.now() - start;
}

/** Ten thousand lookups of everyone the simulator knows, one after the other, by one host. */
async function memory(launcher: string, args: readonly string[], stage: Stage) {
  const patients = await stage.simulator.control.patients();
  const host = spawn(launcher, args, { stdio: ['pipe', 'pipe', 'ignore'], env: CLEAN });
  const frames = new FrameReader(host.stdout);
  await frames.next();
  let before = 0;
  for (let i = 0; i < LOOKUPS; i++) {
    const patient = patients[i % patients.length];
    host.stdin.write(frameOf(badgeLookup(i, patient?.id ?? '', patient?.birthDate ?? '')));
    await frames.answer(`bench-${i}`);
    if (i === WARM_UP) before = residentMb(host);
  }
  const after = residentMb(host);
  await end(host);
  return { before, after };
}

function badgeLookup(i: number, id: string, birthDate: string): object {
  const binding = { tab: 1, frame: 0, nonce: '0'.repeat(32), seq: i };
  const patient = { id, birthDate };
  const body = { binding, page: 'http://127.0.0.1', trigger: 'refresh', patient, doctor: null };
  return { v: 2, id: `bench-${i}`, type: 'badge.lookup', sender: 'content', body };
}

function residentMb(host: ChildProcess): number {
  const status = readFileSync(join('/proc', String(host.pid), 'status'), 'utf8');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

async function end(host: ChildProcess): Promise<void> {
  const ended = new Promise((done) => host.once('exit', done));
  host.stdin?.end();
  await ended;
}
