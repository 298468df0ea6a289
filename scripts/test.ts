import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Count, countReport, summary } from './test/count.ts';

/**
 * `npm test`: sets up what the tests need, builds, runs every vitest project, one after the other, and ends
 * with `N passed, M failed`, counted from vitest's own reports.
 */
const PROJECTS = ['unit', 'e2e'];
const REPORTS = 'out/reports';

process.chdir(resolve(import.meta.dirname, '..'));
await ensureAll();
const built = build();
const counts = PROJECTS.map(run);
if (!built) counts.push({ passed: 0, failed: 1, notes: ['build failed'] });
for (const note of counts.flatMap((count) => count.notes)) console.log(`FAIL ${note}`);
console.log(summary(counts));
process.exitCode = counts.some((count) => count.failed > 0) ? 1 : 0;

/** Each `ensure-*.ts` brings one thing that a fresh machine may lack. Where one fails, the tests show it. */
async function ensureAll(): Promise<void> {
  for (const file of globSync('scripts/ensure-*.ts').sort()) {
    try {
      const { ensure } = (await import(pathToFileURL(file).href)) as { ensure: () => unknown };
      await ensure();
    } catch (error) {
      console.log(`FAIL ${file}: ${error instanceof Error ? error.message : error}`);
    }
  }
}

function build(): boolean {
  if (!existsSync('scripts/build.ts')) return true;
  return spawnSync(process.execPath, ['scripts/build.ts'], { stdio: 'inherit' }).status === 0;
}

function run(project: string): Count {
  const report = `${REPORTS}/${project}.json`;
  mkdirSync(REPORTS, { recursive: true });
  rmSync(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', project, ...reporters];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  return countReport(project, existsSync(report) ? readFileSync(report, 'utf8') : null, status);
}
