import { type BrowserContext, chromium, type Worker } from 'playwright-core';
import { ensureChromium } from '../ensure-browser.ts';

/** Quiet, offline, and without the sandbox only where root leaves no other way (toolchain: Debian as root). */
const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--no-default-browser-check',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface BrowserOptions {
  /** A fresh folder: the native host is registered inside it. */
  profile: string;
  /** The built, unpacked extension. */
  extension: string;
  headless: boolean;
  /** Language of the browser and so of the extension, e.g. `zh-TW`. */
  language: string;
  env?: Readonly<Record<string, string>>;
}

/** Starts Chromium with the extension loaded. Throws when the installed browser cannot load one. */
export async function launchChromium(options: BrowserOptions): Promise<BrowserContext> {
  return chromium.launchPersistentContext(options.profile, {
    ...chromiumCommand(options),
    viewport: options.headless ? { width: 1280, height: 800 } : null,
    locale: options.language,
    // Playwright's defaults would switch extensions off, silently, and the back/forward cache that users have.
    ignoreDefaultArgs: ['--disable-extensions', '--disable-back-forward-cache'],
  });
}

/** What to start, whoever drives it. Throws when the installed browser cannot load an extension. */
export function chromiumCommand({ extension, headless, language, env }: BrowserOptions) {
  const browser = ensureChromium();
  if (!browser.loadsExtensions) {
    throw new Error(
      `${browser.path} ignores --load-extension. Open chrome://extensions, switch on developer mode, press ` +
        `"Load unpacked" and choose ${extension}; or install Chromium.`,
    );
  }
  const root = process.platform === 'linux' && process.getuid?.() === 0;
  return {
    executablePath: browser.path,
    headless,
    env: { ...ordinaryEnvironment(), LANGUAGE: language.replace('-', '_'), ...env },
    args: [
      ...FLAGS,
      ...(root ? ['--no-sandbox'] : []),
      `--lang=${language}`,
      `--load-extension=${extension}`,
      `--disable-extensions-except=${extension}`,
    ],
  };
}

/** A doctor's browser is not started from npm or by a test runner: what they set would reach the native host. */
export function ordinaryEnvironment(): Record<string, string> {
  const all = Object.entries(process.env as Record<string, string>);
  return Object.fromEntries(all.filter(([name]) => !/^(?:NODE|SSL|npm|VITEST)_|^VITEST$/.test(name)));
}

/** The extension's worker, or a loud failure: without it nothing of what follows would mean anything. */
export async function requireWorker(context: BrowserContext): Promise<string> {
  const [running] = context.serviceWorkers();
  const worker =
    running ?? (await context.waitForEvent('serviceworker', { timeout: 20_000 }).catch(() => null));
  if (!worker) throw new Error('The extension did not start: no service worker appeared within 20 s.');
  await registered(worker);
  return new URL(worker.url()).host;
}

/** Pages that open before the content script is registered would be looked at late. */
async function registered(worker: Worker): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const scripts = await worker.evaluate(() => chrome.scripting.getRegisteredContentScripts());
    if (scripts.length > 0) return;
    await new Promise((then) => setTimeout(then, 100));
  }
  throw new Error('The extension registered no content script: this build grants it no site.');
}
