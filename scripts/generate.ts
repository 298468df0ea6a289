import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { operationSchema } from './generate/operation-schema.ts';

/**
 * Files that are made from code, and by what. `npm run generate` writes them; with `--check`, tells which are
 * not what they would be made into now.
 */
const GENERATED: Record<string, () => string> = {
  'shared/contract/operation.schema.json': operationSchema,
};

/** JSON as the linter wants it, so that a generated file never fails the next check. */
function formatted(file: string, text: string): string {
  if (!file.endsWith('.json')) return text;
  const biome = ['format', `--stdin-file-path=${file}`];
  const { status, stdout, stderr } = spawnSync('node_modules/.bin/biome', biome, {
    input: text,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const stale = Object.entries(GENERATED)
  .map(([file, make]) => ({ file, text: formatted(file, make()) }))
  .filter(({ file, text }) => !existsSync(file) || readFileSync(file, 'utf8') !== text);

if (process.argv.includes('--check')) {
  for (const { file } of stale) console.log(`${file} is not up to date: npm run generate`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  for (const { file, text } of stale) writeFileSync(file, text);
}
