import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** `scripts/run.mjs` is what every npm script goes through, on whatever node the machine has. */
const root = join(import.meta.dirname, '../..');
let folder = '';

beforeAll(() => {
  mkdirSync(join(root, 'out'), { recursive: true });
  folder = mkdtempSync(join(root, 'out/front-door-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(code: string, ...args: string[]) {
  const file = join(folder, 'probe.ts');
  writeFileSync(file, code);
  return spawnSync('node', ['scripts/run.mjs', relative(root, file), ...args], {
    cwd: root,
    encoding: 'utf8',
  });
}

it('runs TypeScript on the node that the project names, without a word of its own on stdout', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { stdout, status } = run('const version: string = process.version; console.log(version);');
  expect(stdout).toBe(`v${devDependencies.node}\n`);
  expect(status).toBe(0);
});

it('hands on arguments and the exit code', () => {
  const { stdout, status } = run(
    'console.log(process.argv.slice(2).join("|")); process.exit(7);',
    '--json',
    'x y',
  );
  expect(stdout).toBe('--json|x y\n');
  expect(status).toBe(7);
});

it('ends red when what it ran was killed', () => {
  expect(run('process.kill(process.pid, "SIGKILL");').status).toBe(1);
});
