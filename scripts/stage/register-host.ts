import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CHROMIUM_ORIGIN, GECKO_ID } from '../../shared/protocol/identity.ts';
import { HOST_NAME } from '../../shared/protocol/version.ts';

export interface HostLaunch {
  /** Folder for launcher and configuration: private to one stage. */
  directory: string;
  /** What to run: the program, then its arguments before the caller's. */
  command: readonly string[];
  /** Variables that the browser's own environment would not have. */
  env?: Readonly<Record<string, string>>;
}

/** Writes the launcher that a browser starts; returns its path. */
export function writeLauncher({ directory, command, env = {} }: HostLaunch): string {
  mkdirSync(directory, { recursive: true });
  const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;
  if (process.platform === 'win32') {
    const path = join(directory, 'host.cmd');
    const sets = Object.entries(env).map(([name, value]) => `@set "${name}=${value}"`);
    writeFileSync(path, [...sets, `@${command.map((part) => `"${part}"`).join(' ')} %*`, ''].join('\r\n'));
    return path;
  }
  const path = join(directory, 'host.sh');
  const exports = Object.entries(env).map(([name, value]) => `export ${name}=${quote(value)}`);
  writeFileSync(path, ['#!/bin/sh', ...exports, `exec ${command.map(quote).join(' ')} "$@"`, ''].join('\n'));
  chmodSync(path, 0o755);
  return path;
}

/** Registers a host with one Chromium profile only: nothing global is touched. */
export function registerForProfile(profile: string, launcher: string): void {
  const folder = join(profile, 'NativeMessagingHosts');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, `${HOST_NAME}.json`),
    manifest(launcher, { allowed_origins: [CHROMIUM_ORIGIN] }),
  );
}

/** Registers a host for a Firefox that runs with this folder as its HOME. */
export function registerForFirefox(home: string, launcher: string): void {
  const folder = join(home, '.mozilla', 'native-messaging-hosts');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${HOST_NAME}.json`), manifest(launcher, { allowed_extensions: [GECKO_ID] }));
}

function manifest(launcher: string, callers: object): string {
  const description = 'NHI referral companion: native host';
  return JSON.stringify({ name: HOST_NAME, description, path: resolve(launcher), type: 'stdio', ...callers });
}
