import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';

const SCRIPT = ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'store-process.ts')];
const newPlace = () => mkdtempSync(join(tmpdir(), 'store-race-'));

interface Racer {
  child: ChildProcess;
  lines: AsyncIterator<string>;
}

function racer(command: string, args: readonly string[]): Racer {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout ?? expect.fail() })[Symbol.asyncIterator]();
  return { child, lines };
}

const nextLine = async ({ lines }: Racer): Promise<string> => (await lines.next()).value ?? 'ended';

/** Lets all of them go at the same moment, and counts how their lookups ended. */
async function race(racers: readonly Racer[]): Promise<Record<string, number>> {
  for (const one of racers) expect(await nextLine(one)).toBe('ready');
  for (const { child } of racers) child.stdin?.write('go\n');
  const results = (await Promise.all(racers.map(nextLine))).join().split(',');
  await Promise.all(racers.map(({ child }) => child.exitCode ?? once(child, 'exit')));
  return Object.fromEntries(
    [...new Set(results)].map((key) => [key, results.filter((one) => one === key).length]),
  );
}

describe('several hosts on one store', () => {
  it('let exactly the limit through, whoever comes first, from a store that none of them had made', async () => {
    const place = newPlace();
    const racers = [1, 2, 3, 4].map(() => racer(process.execPath, [...SCRIPT, place, '40', '50']));
    expect(await race(racers)).toEqual({ ok: 50, 'app:limitAutomatic': 110 });
  });

  it('make no lookup that the disk has no room to record', async () => {
    const place = newPlace();
    // The kernel refuses files beyond 128 KiB, as a full disk would.
    const shell = 'trap "" XFSZ; ulimit -f 128; exec "$@"';
    const args = ['-c', shell, 'bash', process.execPath, ...SCRIPT, place, '400', '10000'];
    const results = await race([racer('bash', args)]);
    expect(results['app:auditUnwritable']).toBeGreaterThan(0);
    expect(results.ok).toBeGreaterThan(0);
    expect(Object.keys(results).sort()).toEqual(['app:auditUnwritable', 'ok']);
  });
});
