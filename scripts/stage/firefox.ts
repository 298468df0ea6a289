import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { GECKO_ID } from '../../shared/protocol/identity.ts';
import { type Started, startSimulator } from '../../test/simulator/start.ts';
import { ensureFirefox } from '../ensure-browser.ts';
import { ordinaryEnvironment } from './browser.ts';
import { writeHostConfig } from './host-config.ts';
import { registerForFirefox, writeLauncher } from './register-host.ts';
import { sourceHost } from './stage.ts';

/** Firefox makes a new one for every profile; pinned, so that our pages have an address that is known. */
const UUID = '5d1f7b3c-0a51-4c1d-9d55-6f2c1c0d7e11';

const PREFERENCES = {
  'extensions.webextensions.uuids': JSON.stringify({ [GECKO_ID]: UUID }),
  // Sites of an MV3 extension are the user's to grant, also those of `host_permissions`: here, as if he had.
  'extensions.originControls.grantByDefault': true,
};

/** Simulator, host and Firefox, set up as on a doctor's PC. */
export interface FirefoxStage {
  simulator: Started;
  browser: Browser;
  /** Opens a page of the extension in a tab; ready when its script may run. */
  openOwn(path: string): Promise<Page>;
  close(): Promise<void>;
}

/** `extension`: the folder of a Firefox build. The host is registered in a HOME of its own. */
export async function openFirefoxStage(extension: string): Promise<FirefoxStage> {
  const directory = mkdtempSync(join(tmpdir(), 'referral-firefox-'));
  const [home, machine] = [join(directory, 'home'), join(directory, 'machine')];
  const simulator = await startSimulator();
  writeHostConfig(machine, simulator.addresses);
  registerForFirefox(home, writeLauncher({ directory, command: sourceHost(machine) }));
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: ensureFirefox(),
    headless: true,
    // Without it, WebDriver may not look at pages of an extension.
    args: ['--remote-allow-system-access'],
    env: { ...ordinaryEnvironment(), HOME: home },
    extraPrefsFirefox: PREFERENCES,
  });
  await browser.installExtension(extension);
  return {
    simulator,
    browser,
    openOwn: (path) => openOwn(browser, path),
    close: async () => {
      await browser.close();
      await simulator.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** The navigation replaces the page's process, so WebDriver never hears of its end: the document says when. */
async function openOwn(browser: Browser, path: string): Promise<Page> {
  const page = await browser.newPage();
  page.goto(`moz-extension://${UUID}/${path}`).catch(() => {});
  for (let tries = 0; tries < 200; tries++) {
    const state = await page.evaluate(() => location.protocol + document.readyState).catch(() => '');
    if (state === 'moz-extension:complete') return page;
    await new Promise((then) => setTimeout(then, 100));
  }
  throw new Error(`Firefox did not open ${path}`);
}

interface Node {
  value?: { attributes?: Record<string, string>; nodeValue?: string; children?: Node[]; shadowRoot?: Node };
}

/** The badge of a page as drawn in its closed root, which WebDriver sees; null where there is none. */
export async function firefoxBadge(
  browser: Browser,
  page: Page,
): Promise<{ state: string; text: string } | null> {
  // puppeteer has no call of its own for the closed root, and does not type the line that it speaks over.
  const { connection } = browser as unknown as { connection: Line };
  const { result } = await connection.send('browsingContext.getTree', {});
  const context = result.contexts?.find(({ url }) => url === page.url())?.context;
  const found = await connection.send('script.evaluate', {
    expression: "document.querySelector('nhi-referral-badge')",
    target: { context },
    awaitPromise: false,
    serializationOptions: { maxDomDepth: 10, includeShadowTree: 'all' },
  });
  const button = found.result.result?.value?.shadowRoot?.value?.children?.[0];
  return button ? { state: button.value?.attributes?.['data-state'] ?? '', text: textOf(button) } : null;
}

interface Line {
  send(method: string, params: object): Promise<{ result: Answer }>;
}

interface Answer {
  contexts?: { url: string; context: string }[];
  result?: Node;
}

function textOf({ value }: Node): string {
  return (value?.nodeValue ?? '') + (value?.children ?? []).map(textOf).join('');
}
