import { spawnSync } from 'node:child_process';

/** Static checks, in the order in which they are cheapest to fail. Each prints its own remedy. */
const STEPS: [name: string, command: string, args: string[]][] = [
  ['types', 'node_modules/.bin/tsc', ['--noEmit']],
  [
    'generated',
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'scripts/generate.ts', '--check'],
  ],
  ['lint', 'node_modules/.bin/biome', ['check', '--error-on-warnings', '.']],
];

const failed = STEPS.filter(([name, command, args]) => {
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name}`);
  return status !== 0;
});
process.exit(failed.length === 0 ? 0 : 1);
