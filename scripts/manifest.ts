import { readFileSync } from 'node:fs';
import { GECKO_ID } from '../shared/protocol/identity.ts';

export interface ManifestOptions {
  browser: 'chromium' | 'firefox';
  /** Match patterns that are granted at install: empty in a release, the demo's in demo and test builds. */
  sites: readonly string[];
}

type Manifest = Record<string, unknown>;

/** The manifest of one build, from the one in the root, which is Chromium's. */
export function manifestFor({ browser, sites }: ManifestOptions): Manifest {
  const base = JSON.parse(readFileSync(new URL('../manifest.json', import.meta.url), 'utf8')) as Manifest;
  const granted = sites.length > 0 ? { ...base, host_permissions: sites } : base;
  return browser === 'chromium' ? granted : firefox(granted);
}

/** Firefox has a sidebar in place of the side panel, event pages in place of workers, and its own kind of id. */
function firefox(manifest: Manifest): Manifest {
  const { key: _key, minimum_chrome_version: _version, side_panel: panel, ...rest } = manifest;
  const background = rest.background as { service_worker: string };
  const commands = rest.commands as Record<string, unknown>;
  return {
    ...rest,
    permissions: (rest.permissions as string[]).filter((one) => one !== 'sidePanel'),
    background: { scripts: [background.service_worker], type: 'module' },
    sidebar_action: {
      default_panel: (panel as { default_path: string }).default_path,
      default_title: '__MSG_app_name__',
      open_at_install: false,
    },
    commands: { _execute_sidebar_action: commands._execute_action },
    browser_specific_settings: {
      gecko: {
        id: GECKO_ID,
        strict_min_version: '142.0',
        data_collection_permissions: { required: ['none'] },
      },
    },
  };
}
