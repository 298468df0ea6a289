import { spawnSync } from 'node:child_process';

/** Static checks, in the order in which they are cheapest to fail. Each prints its own remedy. */
const STEPS: [name: string, args: string[]][] = [
  ['types', ['node_modules/typescript/bin/tsc', '--noEmit']],
  ['shared is neither DOM nor Node', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'shared']],
  ['lint', ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.']],
  ['structure', ['scripts/check/structure.ts']],
];

const failed = STEPS.filter(([name, args]) => {
  const { status } = spawnSync(process.execPath, [...process.execArgv, ...args], { stdio: 'inherit' });
  console.log(`${status === 0 ? 'ok  ' : 'FAIL'} ${name}`);
  return status !== 0;
});
process.exit(failed.length === 0 ? 0 : 1);
