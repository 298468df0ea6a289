import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { aptInstall, canInstall } from './apt.ts';

export interface Browser {
  path: string;
  /** Branded Chrome and Edge ignore --load-extension since 137: there the extension is loaded by hand. */
  loadsExtensions: boolean;
}

const UNBRANDED = ['chromium', 'chromium-browser', 'chrome-for-testing', 'chrome-linux64/chrome'];
const BRANDED = ['google-chrome', 'google-chrome-stable', 'microsoft-edge', 'msedge'];
const PLACES: Partial<Record<NodeJS.Platform, { unbranded: string[]; branded: string[] }>> = {
  darwin: {
    unbranded: [
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    ],
    branded: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'],
  },
  win32: {
    unbranded: [join(process.env.LOCALAPPDATA ?? '', 'Chromium', 'Application', 'chrome.exe')],
    branded: ['ProgramFiles', 'ProgramFiles(x86)'].flatMap((folder) => [
      join(process.env[folder] ?? '', 'Google', 'Chrome', 'Application', 'chrome.exe'),
      join(process.env[folder] ?? '', 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
    ]),
  },
};

const FIREFOX_HOW = 'Firefox was not found: install Firefox ESR (Debian: apt-get install firefox-esr).';
const HOW =
  'No browser that can load the extension was found. Install Chromium (Debian: apt-get install chromium) or ' +
  'Chrome for Testing (npx @puppeteer/browsers install chrome@stable), or set BROWSER_PATH to its program file.';

/** Finds Chromium; installs it where that is ours to do. Throws with what to install. */
export function ensureChromium(): Browser {
  return findChromium() ?? install('chromium', findChromium, HOW);
}

/** Debian's Chromium speaks English only until its languages are installed. */
function ensureChinese(): void {
  const debian = '/usr/lib/chromium/locales';
  if (existsSync(debian) && !existsSync(`${debian}/zh-TW.pak`) && canInstall()) aptInstall(['chromium-l10n']);
}

/** Finds Firefox ESR or Firefox, likewise. */
export function ensureFirefox(): string {
  const find = () => onPath(['firefox-esr', 'firefox']) ?? installedFirefox();
  return find() ?? install('firefox-esr', find, FIREFOX_HOW);
}

/** Without a font for Chinese every screenshot would be boxes. */
export function ensureCjkFont(): void {
  if (process.platform !== 'linux') return;
  const fonts = spawnSync('fc-list', [':lang=zh-tw', 'family'], { encoding: 'utf8' });
  if (!fonts.stdout?.trim()) aptInstall(['fontconfig', 'fonts-noto-cjk']);
}

/** What the demo needs: a browser that speaks Chinese, and a font to show it. */
export function ensureDemo(): void {
  ensureChromium();
  ensureChinese();
  ensureCjkFont();
}

/** What the tests need beyond that. */
export function ensure(): void {
  ensureDemo();
  ensureFirefox();
}

function findChromium(): Browser | null {
  const given = process.env.BROWSER_PATH;
  if (given) return { path: given, loadsExtensions: true };
  const places = PLACES[process.platform];
  const plain = onPath(UNBRANDED) ?? places?.unbranded.find(existsSync);
  if (plain) return { path: plain, loadsExtensions: true };
  const branded = onPath(BRANDED) ?? places?.branded.find(existsSync);
  return branded && !canInstall() ? { path: branded, loadsExtensions: false } : null;
}

function installedFirefox(): string | undefined {
  const windows = ['ProgramFiles', 'ProgramFiles(x86)'].map((folder) =>
    join(process.env[folder] ?? '', 'Mozilla Firefox', 'firefox.exe'),
  );
  return ['/Applications/Firefox.app/Contents/MacOS/firefox', ...windows].find(existsSync);
}

function install<T>(name: string, find: () => T | null | undefined, how: string): T {
  if (!canInstall()) throw new Error(how);
  aptInstall([name]);
  const found = find();
  if (!found) throw new Error(how);
  return found;
}

function onPath(names: readonly string[]): string | null {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const all = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return all.find(runs) ?? null;
}

function runs(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
