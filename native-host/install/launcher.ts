import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LoadOptions } from '../config/load.ts';
import { directoriesOf } from '../config/load.ts';
import { ownCommand } from '../start/own-command.ts';
import { ONE_ARENA } from '../start/runtime-options.ts';

const NAME = process.platform === 'win32' ? 'referral-host.cmd' : 'referral-host';

/** The program that browsers start: the one that came with the bundle, or one made for a run from source. */
export function launcherFor(load: LoadOptions): string {
  const bundled = join(dirname(process.argv[1] ?? ''), NAME);
  if (load.installed && existsSync(bundled)) return bundled;
  const override = load.override ? ['--config', load.override] : [];
  const path = join(directoriesOf(load).state, 'launcher', NAME);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeFileSync(path, scriptOf(ownCommand('host', ...override)));
  chmodSync(path, 0o755);
  return path;
}

/** A script that runs a command with whatever the browser adds. */
export function scriptOf(command: readonly string[], platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') return `@${command.map((part) => `"${part}"`).join(' ')} %*\r\n`;
  const quoted = command.map((part) => `'${part.replaceAll("'", `'\\''`)}'`);
  return `#!/bin/sh\n${ONE_ARENA}\nexec ${quoted.join(' ')} "$@"\n`;
}
