import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type ControlClient, controlClient } from './client.ts';
import type { Addresses } from './simulator.ts';

export interface Started {
  addresses: Addresses;
  control: ControlClient;
  /** Ends the process and waits for its end. */
  stop(): Promise<void>;
}

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const NODE = path(`../../node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`);

/** Runs the simulator as its own process, which also ends when this one does. Throws if it does not start. */
export async function startSimulator(): Promise<Started> {
  const args = ['--disable-warning=ExperimentalWarning', path('cli.ts'), '--end-with-input'];
  const child = spawn(NODE, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const exit = once(child, 'exit');
  const line = once(createInterface({ input: child.stdout }), 'line');
  const first = await Promise.race([line, exit.then(() => null)]);
  if (!first) throw new Error('The simulator did not start: see its message above');
  const addresses = JSON.parse(String(first[0])) as Addresses;
  return {
    addresses,
    control: controlClient(addresses.control.url),
    stop: async () => {
      child.kill('SIGTERM');
      await exit;
    },
  };
}
