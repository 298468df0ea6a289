import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { siteFaults } from '../../scripts/check/manifest.ts';
import { CONTENT_LIMIT, gzippedBytes } from '../content-size.ts';

/** The two builds that a hospital would get, as `npm run build` makes them. */
const root = resolve(import.meta.dirname, '../..');
const BROWSERS = ['chromium', 'firefox'] as const;
const folder = (browser: string) => join(root, 'dist', browser);
const text = (browser: string, path: string) => readFileSync(join(folder(browser), path), 'utf8');
const files = (browser: string) =>
  globSync('**/*', { cwd: folder(browser) }).filter((path) => statSync(join(folder(browser), path)).isFile());

beforeAll(() => {
  const built = spawnSync(process.execPath, ['scripts/build.ts'], { cwd: root, encoding: 'utf8' });
  expect(built.stderr + built.stdout, 'build').toContain('dist/firefox');
});

describe.each(BROWSERS)('the release for %s', (browser) => {
  it('grants no site, and opens none of its files to pages', () => {
    expect(siteFaults(JSON.parse(text(browser, 'manifest.json')))).toEqual([]);
  });

  it('holds every page, script and picture that the manifest or a page names', () => {
    const manifest = text(browser, 'manifest.json');
    const named = Array.from(manifest.matchAll(/"([\w./-]+\.(?:html|js|png))"/g), (match) => match[1] ?? '');
    expect(named.filter((path) => path.endsWith('.html'))).toHaveLength(2);
    const pages = named.filter((path) => path.endsWith('.html') && files(browser).includes(path));
    const loaded = pages.flatMap((page) =>
      Array.from(text(browser, page).matchAll(/(?:src|href)="\/([^"]+)"/g), (match) => match[1] ?? ''),
    );
    expect(loaded.length).toBeGreaterThanOrEqual(pages.length);
    expect([...named, ...loaded].filter((path) => !files(browser).includes(path))).toEqual([]);
  });

  it('holds what runs, and neither maps nor tests', () => {
    expect(files(browser)).toContain('content.js');
    expect(files(browser).filter((path) => !/\.(?:js|css|html|json|png)$/.test(path))).toEqual([]);
    expect(files(browser).filter((path) => /\.map$|\.test\.|gallery/.test(path))).toEqual([]);
  });

  it('has one content script of at most 10 KB, which loads nothing more', () => {
    const script = text(browser, 'content.js');
    expect(gzippedBytes(script)).toBeLessThanOrEqual(CONTENT_LIMIT);
    expect(script).not.toMatch(/\bimport\s*[({'"]|\bfrom\s*['"]/);
  });

  it('knows nothing of the demo nor of the machine that built it', () => {
    expect(JSON.parse(text(browser, 'adapters.json'))).toEqual([]);
    const scripts = files(browser).filter((path) => /\.(?:js|html|json)$/.test(path));
    for (const needle of ['demo-frameset', 'sourceMappingURL', root]) {
      expect(
        scripts.filter((path) => text(browser, path).includes(needle)),
        needle,
      ).toEqual([]);
    }
  });
});

/** What web-ext warns of and may, each with its reason. */
const WARNED = {
  // preact's own `dangerouslySetInnerHTML`, which we never use: `npm run check` forbids it.
  UNSAFE_VAR_ASSIGNMENT: 1,
};

it("Firefox's own linter finds no error, and warns of nothing that has no reason", () => {
  const webExt = 'node_modules/web-ext/bin/web-ext.js';
  const lint = [webExt, 'lint', '--source-dir', folder('firefox'), '--output', 'json'];
  const { stdout } = spawnSync(process.execPath, lint, { cwd: root, encoding: 'utf8' });
  const { errors, warnings } = JSON.parse(stdout) as { errors: unknown[]; warnings: { code: string }[] };
  expect(errors).toEqual([]);
  const counted = Object.groupBy(warnings, ({ code }) => code);
  expect(Object.entries(counted).map(([code, all]) => [code, all?.length])).toEqual(Object.entries(WARNED));
});
