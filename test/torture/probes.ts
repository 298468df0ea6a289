import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { DEV_EXTENSION } from '../../scripts/build.ts';
import { openStage, type Stage, type StageOptions } from '../../scripts/stage/stage.ts';
import type { Left, PageSample, PanelSample } from './samples.ts';

const PAGE_PROBE = 'page-probe.js';
const scriptOf = (name: string) => stripTypeScriptTypes(readFileSync(new URL(name, import.meta.url), 'utf8'));

/** A stage whose extension also carries the probe; nothing else of it differs from the build. */
export async function openProbedStage(options: Omit<StageOptions, 'extension'> = {}): Promise<Stage> {
  const directory = mkdtempSync(join(tmpdir(), 'referral-probed-'));
  cpSync(DEV_EXTENSION, directory, { recursive: true });
  writeFileSync(join(directory, PAGE_PROBE), scriptOf('page-probe.ts'));
  const stage = await openStage({ ...options, extension: directory });
  await registerProbe(stage);
  const close = async () => {
    await stage.close();
    rmSync(directory, { recursive: true, force: true });
  };
  return { ...stage, close };
}

/** A content script of the same extension shares the isolated world of ours in every frame. */
async function registerProbe(stage: Stage): Promise<void> {
  const [worker] = stage.context.serviceWorkers();
  if (!worker) throw new Error('no worker');
  await worker.evaluate(
    (file) =>
      chrome.scripting.registerContentScripts([
        {
          id: 'page-probe',
          js: [file],
          allFrames: true,
          runAt: 'document_start',
          matches: ['http://127.0.0.1/*'],
        },
      ]),
    PAGE_PROBE,
  );
}

/** Tells of everything that the probes in this page's frames see from now on. */
export async function watchPage(page: Page, heard: (sample: PageSample) => void): Promise<void> {
  await bind(page, 'referralSample', (text) => heard(JSON.parse(text)));
}

/** The panel beside a tab, in a window of its own so that both are in sight, with its probe. It hears which documents of the page were left. */
export async function openProbedPanel(
  stage: Stage,
  opener: Page,
  tab: number,
  heard: (sample: PanelSample) => void,
  left: (document: Left) => void = () => {},
): Promise<Page> {
  const opened = stage.context.waitForEvent('page');
  await opener.evaluate(async () => {
    await chrome.windows.create({ url: 'about:blank', width: 420, height: 800, focused: false });
  });
  const panel = await opened;
  await bind(panel, 'panelSample', (text) => heard(JSON.parse(text)));
  await bind(panel, 'pageLeft', (text) => left(JSON.parse(text)));
  await panel.addInitScript(scriptOf('panel-probe.ts'));
  await panel.goto(`chrome-extension://${stage.extensionId}/extension/sidebar/index.html?tab=${tab}`);
  return panel;
}

async function bind(page: Page, name: string, heard: (text: string) => void): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  cdp.on('Runtime.bindingCalled', (call) => {
    if (call.name === name) heard(call.payload);
  });
  await cdp.send('Runtime.enable');
  await cdp.send('Runtime.addBinding', { name });
}
