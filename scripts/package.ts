import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { zipFolder } from './package/zip.ts';

const root = resolve(import.meta.dirname, '..');
const dist = join(root, 'dist');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
const platform = `${process.platform}-${process.arch}`;

/** What a hospital gets: each folder of `dist/` as one file. The host's is for the platform that it was built on. */
const PACKAGES = [
  { folder: 'chromium', name: `nhi-referral-companion-${version}-chromium`, under: '' },
  { folder: 'firefox', name: `nhi-referral-companion-${version}-firefox`, under: '' },
  { folder: 'host', name: `nhi-referral-host-${version}-${platform}`, under: 'nhi-referral-host' },
];

/** Builds for release, then packs. Prints each file with its SHA-256. */
function main(): number {
  const built = spawnSync(process.execPath, [join(root, 'scripts/build.ts')], {
    cwd: root,
    stdio: 'inherit',
  });
  if (built.status !== 0) return 1;
  for (const { folder, name, under } of PACKAGES) {
    const bytes = zipFolder(join(dist, folder), under);
    writeFileSync(join(dist, `${name}.zip`), bytes);
    console.log(`${createHash('sha256').update(bytes).digest('hex')}  dist/${name}.zip`);
  }
  return 0;
}

process.exitCode = main();
