import { resolve } from 'node:path';
import { buildExtension, demoAdapters } from './build-extension.ts';
import { buildHost, DEV_HOST, RELEASE_HOST } from './build-host.ts';

/** Match pattern of the demo HIS: what demo and test builds grant, and nothing else does. */
export const DEMO_SITES = ['http://127.0.0.1/*'];

const root = resolve(import.meta.dirname, '..');

/** The build that demo and tests load. */
export const DEV_EXTENSION = resolve(root, 'out/extension');

export function buildDevExtension(): Promise<void> {
  const adapters = demoAdapters();
  return buildExtension({
    browser: 'chromium',
    sites: DEMO_SITES,
    adapters,
    outDir: DEV_EXTENSION,
    dev: true,
  });
}

if (import.meta.main) {
  const release = { sites: [], adapters: [], dev: false };
  await buildDevExtension();
  for (const browser of ['chromium', 'firefox'] as const) {
    await buildExtension({ ...release, browser, outDir: resolve(root, 'dist', browser) });
  }
  await buildHost({ outDir: DEV_HOST, installed: false });
  await buildHost({ outDir: RELEASE_HOST, installed: true });
  console.log(
    'Built dist/chromium and dist/firefox for release with dist/host, out/extension for demo and tests with out/dev-host.',
  );
}
