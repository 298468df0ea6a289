import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { siteFaults } from '../../scripts/check/manifest.ts';
import { ensureChromium } from '../../scripts/ensure-browser.ts';
import { zipFolder } from '../../scripts/package/zip.ts';
import { CHROMIUM_ID } from '../../shared/protocol/identity.ts';
import { moveHome } from './own-home.ts';

/** `npm run package`, opened again as a hospital would: another program unpacks, a browser loads, the host starts. */
const root = resolve(import.meta.dirname, '../..');
let folder: string;
let printed: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'package-'));
  for (const old of globSync('dist/*.zip', { cwd: root })) rmSync(join(root, old));
  const { stdout } = spawnSync(process.execPath, ['scripts/package.ts'], { cwd: root, encoding: 'utf8' });
  printed = stdout;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function unpack(which: string): string {
  const [file = ''] = globSync(`dist/*${which}*.zip`, { cwd: root });
  const to = join(folder, which);
  execFileSync('unzip', ['-q', join(root, file), '-d', to]);
  return to;
}

it('makes one file for each browser and one for the host, and says their hashes', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const lines = printed.split('\n').filter((line) => /^[0-9a-f]{64} {2}dist\/.*\.zip$/.test(line));
  expect(lines).toHaveLength(3);
  for (const line of lines) expect(line).toContain(`-${version}-`);
});

it('loads in Chromium as it came out of the zip, with our id and no site', async () => {
  const extension = unpack('chromium');
  expect(siteFaults(JSON.parse(readFileSync(join(extension, 'manifest.json'), 'utf8')))).toEqual([]);
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: ensureChromium().path,
    headless: true,
    ignoreDefaultArgs: ['--disable-extensions'],
    args: [
      '--no-sandbox',
      '--disable-gpu',
      `--load-extension=${extension}`,
      `--disable-extensions-except=${extension}`,
    ],
  });
  try {
    const worker =
      context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: 20_000 }));
    expect(new URL(worker.url()).host).toBe(CHROMIUM_ID);
    const granted = await worker.evaluate(() => chrome.permissions.getAll());
    expect(granted.origins ?? []).toEqual([]);
    const page = await context.newPage();
    await page.goto(`chrome-extension://${CHROMIUM_ID}/extension/sidebar/index.html`);
    await page.locator('[role=tab]').first().waitFor();
  } finally {
    await context.close();
  }
});

it('holds a host that starts with the node beside it', () => {
  const host = join(unpack('host'), 'nhi-referral-host');
  const home = join(folder, 'home');
  moveHome(host, home);
  const launcher = join(host, 'referral-host');
  const env = { PATH: process.env.PATH ?? '' };
  const { stdout } = spawnSync(launcher, ['doctor', '--json'], { env, encoding: 'utf8' });
  expect(stdout).toContain('installed');
  expect(stdout).toContain(home);
});

it('gives the same bytes for the same files, whenever they were written', () => {
  const make = (name: string) => {
    const at = join(folder, name);
    mkdirSync(join(at, 'b'), { recursive: true });
    writeFileSync(join(at, 'run'), '#!/bin/sh\n');
    chmodSync(join(at, 'run'), 0o755);
    writeFileSync(join(at, 'b', '轉診.txt'), '內容'.repeat(1000));
    return zipFolder(at);
  };
  const first = make('first');
  expect(make('second').equals(first)).toBe(true);
  writeFileSync(join(folder, 'x.zip'), first);
  const listed = execFileSync('unzip', ['-Z', join(folder, 'x.zip')], { encoding: 'utf8' });
  expect(listed).toMatch(/^-rwxr-xr-x.* run$/m);
  expect(execFileSync('unzip', ['-p', join(folder, 'x.zip'), 'b/*'], { encoding: 'utf8' })).toContain('內容');
});
