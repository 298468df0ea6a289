import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { HOST_NAME } from '../../shared/protocol/version.ts';
import { BROWSERS, type Browser, REGISTRY, registrationFolder, type Scope } from './places.ts';
import { REGISTRATION_FILE, registration } from './registration.ts';

const REG = 'C:\\Windows\\System32\\reg.exe';

/** Where a registration was written, or that it is gone. */
export interface Done {
  browser: Browser;
  file: string;
}

/** Tells every browser of this PC where our host is. Throws `app:notSupported` with the folder that refused. */
export function install(scope: Scope, launcher: string): Done[] {
  return BROWSERS.map((browser) => {
    const file = fileOf(browser, scope, dirname(launcher));
    attempt(file, () => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(registration(browser, launcher), null, 2)}\n`, { mode: 0o644 });
      if (process.platform === 'win32') {
        execFileSync(REG, ['add', keyOf(browser, scope), '/ve', '/t', 'REG_SZ', '/d', file, '/f']);
      }
    });
    return { browser, file };
  });
}

/** Takes our registrations away again; what was not there is no failure. Returns those that were. */
export function uninstall(scope: Scope, launcherFolder: string): Done[] {
  const all = BROWSERS.map((browser) => ({ browser, file: fileOf(browser, scope, launcherFolder) }));
  const there = all.filter(({ file }) => existsSync(file));
  for (const { browser, file } of there) {
    attempt(file, () => {
      if (process.platform === 'win32') execFileSync(REG, ['delete', keyOf(browser, scope), '/f']);
      rmSync(file);
    });
  }
  return there;
}

/** Windows has no folder of its own for these: they lie beside the launcher, one for each kind of browser. */
function fileOf(browser: Browser, scope: Scope, launcherFolder: string): string {
  return process.platform === 'win32'
    ? join(launcherFolder, `${HOST_NAME}.${browser}.json`)
    : join(registrationFolder(browser, scope), REGISTRATION_FILE);
}

function keyOf(browser: Browser, scope: Scope): string {
  return `${scope === 'machine' ? 'HKLM' : 'HKCU'}\\${REGISTRY[browser]}\\${HOST_NAME}`;
}

function attempt(file: string, work: () => void): void {
  try {
    work();
  } catch (cause) {
    throw new CodedError('app:notSupported', file.slice(-120), { cause });
  }
}
