import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startSimulator } from '../simulator/start.ts';

const NODE = fileURLToPath(new URL('../../node_modules/node/bin/node', import.meta.url));
const CLI = fileURLToPath(new URL('../simulator/cli.ts', import.meta.url));

test('the simulator runs as its own process, shows its queues, and leaves nothing behind', async () => {
  const simulator = await startSimulator();
  const { addresses, control } = simulator;
  const patients = await control.patients();
  expect(patients.length).toBeGreaterThanOrEqual(300);
  expect(existsSync(addresses.web.caFile)).toBe(true);
  for (const url of Object.values(addresses.his)) {
    const page = await fetch(url);
    expect(page.status, url).toBe(200);
    expect(await page.text()).not.toContain('NHICANARY');
  }
  await simulator.stop();
  expect(existsSync(addresses.directory)).toBe(false);
  await expect(fetch(addresses.control.url)).rejects.toThrow();
});

test.each([
  ['ends with it when told to', ['--end-with-input'], true],
  ['outlives it otherwise, as in the background of a shell', [], false],
])('after the close of its input it %s', async (_what, args, ends) => {
  const child = spawn(NODE, ['--disable-warning=ExperimentalWarning', CLI, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const [line] = await once(child.stdout, 'data');
  const { control } = JSON.parse(String(line)) as { control: { url: string } };
  child.stdin.end();
  if (!ends) {
    expect((await fetch(`${control.url}/log?since=0&waitMs=300`)).status).toBe(200);
    child.kill('SIGTERM');
  }
  expect((await exit)[0]).toBe(0);
});

test('a port that is no port is refused with a reason', async () => {
  const child = spawn(NODE, ['--disable-warning=ExperimentalWarning', CLI, '--port', 'x'], { stdio: 'pipe' });
  const [message] = await once(child.stderr, 'data');
  expect(String(message)).toContain('--port');
  expect((await once(child, 'exit'))[0]).toBe(2);
});
