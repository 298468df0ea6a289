import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { HOST_NAME } from '../../shared/protocol/version.ts';
import {
  BROWSERS,
  type Browser,
  POLICY_FOLDERS,
  REGISTRY,
  registrationFolder,
  type Scope,
} from './places.ts';
import { REGISTRATION_FILE, registration } from './registration.ts';

export interface Found {
  browser: Browser;
  scope: Scope;
  /** `stale`: it names a program that is gone, or another extension. */
  state: 'valid' | 'stale';
  file: string;
}

/** Every registration of our host on this PC, and whether it would work. */
export function findRegistrations(): Found[] {
  const scopes: Scope[] = ['machine', 'user'];
  return BROWSERS.flatMap((browser) => scopes.map((scope) => look(browser, scope))).filter(
    (one) => one !== null,
  );
}

function look(browser: Browser, scope: Scope): Found | null {
  const file =
    process.platform === 'win32'
      ? registeredFile(browser, scope)
      : join(registrationFolder(browser, scope), REGISTRATION_FILE);
  if (!file || !existsSync(file)) return null;
  return { browser, scope, file, state: works(browser, file) ? 'valid' : 'stale' };
}

function works(browser: Browser, file: string): boolean {
  try {
    const written = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    const launcher = String(written.path);
    accessSync(launcher, constants.X_OK);
    return isDeepStrictEqual(written, registration(browser, launcher));
  } catch {
    return false;
  }
}

function registeredFile(browser: Browser, scope: Scope): string | null {
  const key = `${scope === 'machine' ? 'HKLM' : 'HKCU'}\\${REGISTRY[browser]}\\${HOST_NAME}`;
  try {
    const output = execFileSync('C:\\Windows\\System32\\reg.exe', ['query', key, '/ve'], {
      encoding: 'utf8',
    });
    return /REG_SZ\s+(.+?)\s*$/m.exec(output)?.[1] ?? null;
  } catch {
    return null;
  }
}

/** The first policy that keeps a browser from starting our host: its file and name; null when none does. */
export function blockingPolicy(browser: Browser, scope: Scope): string | null {
  const folder = POLICY_FOLDERS[browser];
  if (!folder) return null;
  const files = globSync('*.json', { cwd: folder }).map((name) => join(folder, name));
  return files.map((file) => blockedBy(file, scope)).find((name) => name !== null) ?? null;
}

function blockedBy(file: string, scope: Scope): string | null {
  try {
    const policy = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    const has = (name: string, ...entries: string[]) => {
      const list = policy[name];
      return Array.isArray(list) && entries.some((entry) => list.includes(entry));
    };
    const blocked =
      has('NativeMessagingBlocklist', '*', HOST_NAME) && !has('NativeMessagingAllowlist', HOST_NAME);
    if (blocked) return `${file}: NativeMessagingBlocklist`;
    const userOff = scope === 'user' && policy.NativeMessagingUserLevelHosts === false;
    return userOff ? `${file}: NativeMessagingUserLevelHosts` : null;
  } catch {
    return null;
  }
}
