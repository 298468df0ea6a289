import { manifestFor } from '../manifest.ts';
import type { Tree } from './tree.ts';

type Manifest = Record<string, unknown>;
const REASONS = 'docs/permissions.md';

/** What a release grants: no site at install, and nothing without a stated reason. */
export function checkReleaseManifests(tree: Tree): string[] {
  const { version } = JSON.parse(tree.text('package.json')) as { version: string };
  return (['chromium', 'firefox'] as const).flatMap((browser) => {
    const manifest = manifestFor({ browser, sites: [] });
    const faults = [...siteFaults(manifest), ...reasonFaults(manifest, tree.text(REASONS))];
    if (manifest.version !== version) faults.push(`has version ${manifest.version}, package.json ${version}`);
    return faults.map((fault) => `release manifest (${browser}): ${fault}`);
  });
}

/** Whatever lets an extension into a page, or a page into the extension, before the user says so. */
export function siteFaults(manifest: Manifest): string[] {
  const permissions = manifest.permissions as string[];
  return [
    ...['host_permissions', 'content_scripts', 'externally_connectable', 'web_accessible_resources']
      .filter((key) => key in manifest)
      .map((key) => `has ${key}: sites are permitted by the user, one at a time`),
    ...permissions
      .filter((one) =>
        /[:*]|^(?:activeTab|tabs|webRequest\w*|declarativeNetRequest\w*|debugger|cookies|history)$/.test(one),
      )
      .map((one) => `has the permission ${one}, which reaches into pages`),
    ...(Array.isArray(manifest.optional_host_permissions) ? [] : ['has no optional_host_permissions']),
    ...('content_security_policy' in manifest ? ['loosens the content security policy'] : []),
  ];
}

function reasonFaults(manifest: Manifest, reasons: string): string[] {
  const permissions = [...(manifest.permissions as string[]), 'optional_host_permissions'];
  return permissions
    .filter((one) => !reasons.includes(`\`${one}\``))
    .map((one) => `asks for ${one}, and ${REASONS} gives no reason`);
}
