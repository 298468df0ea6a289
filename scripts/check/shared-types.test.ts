import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** What `npm run check` says of one file, were it in shared/. */
function compileAsShared(code: string): string {
  mkdirSync(join(root, 'out'), { recursive: true });
  const folder = mkdtempSync(join(root, 'out/shared-types-'));
  writeFileSync(
    join(folder, 'tsconfig.json'),
    '{ "extends": "../../shared/tsconfig.json", "include": ["."] }',
  );
  writeFileSync(join(folder, 'probe.ts'), code);
  const args = ['node_modules/typescript/bin/tsc', '--noEmit', '-p', folder];
  const { stdout } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  rmSync(folder, { recursive: true, force: true });
  return stdout;
}

it.each([
  'export const at = document.title;',
  'export const at = window.location.href;',
  'export const at = process.env.HOME;',
  'export const at = Buffer.from("a");',
  'export const at = chrome.runtime.id;',
  'export type At = HTMLElement;',
])('shared knows neither DOM nor Node: %s', (code) => {
  expect(compileAsShared(code)).toMatch(/probe\.ts.*error TS/);
});

it('and compiles what is pure', () => {
  expect(compileAsShared('export const at = new Date(0).toISOString();')).toBe('');
});
