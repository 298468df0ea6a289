import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MIB = 1024 * 1024;

/** What libxml2 reads in each file, written again as UTF-8. Throws with its complaint about any of them. */
export function xmllint(files: readonly Uint8Array[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'xmllint-'));
  try {
    const paths = files.map((_, i) => join(folder, `${i}.xml`));
    for (const [i, path] of paths.entries()) writeFileSync(path, files[i] ?? '');
    const args = ['--nonet', '--encode', 'UTF-8', ...paths];
    const { status, stdout, stderr, error } = spawnSync('xmllint', args, { maxBuffer: 64 * MIB });
    if (error) throw error;
    if (status !== 0) throw new Error(`xmllint: ${stderr}`);
    return stdout.toString().split(/(?=<\?xml )/);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
