import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import { build } from 'vite';
import { buildContent } from './build-content.ts';
import { type ManifestOptions, manifestFor } from './manifest.ts';

export interface ExtensionOptions extends ManifestOptions {
  outDir: string;
  /** Adapters that this build knows without an import: none in a release. */
  adapters: readonly unknown[];
  /** Source maps and the badge's gallery; never in a release. */
  dev: boolean;
}

const root = resolve(import.meta.dirname, '..');
const PANEL = join(root, 'extension/sidebar/index.html');

/** Builds the extension into `outDir`, ready to be loaded unpacked. */
export async function buildExtension(options: ExtensionOptions): Promise<void> {
  const outDir = resolve(options.outDir);
  rmSync(outDir, { recursive: true, force: true });
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins: [
      crx({
        manifest: manifestFor(options) as unknown as ManifestV3Export,
        browser: options.browser === 'firefox' ? 'firefox' : 'chrome',
      }),
    ],
    // Stated, since vite would otherwise take it from NODE_ENV: development JSX carries the paths of its sources.
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact', development: options.dev } },
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: false,
      sourcemap: options.dev,
      target: options.browser === 'firefox' ? 'firefox142' : 'chrome120',
      modulePreload: false,
      // crxjs follows `side_panel` to its page, but not Firefox's `sidebar_action`.
      ...(options.browser === 'firefox' ? { rolldownOptions: { input: [PANEL] } } : {}),
    },
  });
  cpSync(join(root, 'extension/_locales'), join(outDir, '_locales'), { recursive: true });
  await buildContent(outDir, { dev: options.dev });
  writeFileSync(join(outDir, 'adapters.json'), JSON.stringify(options.adapters));
}

/** The demo HIS's adapters, for demo and test builds. */
export function demoAdapters(): unknown[] {
  const folder = join(root, 'extension/content/adapters');
  return readdirSync(folder)
    .filter((name) => name.startsWith('demo-') && name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}
