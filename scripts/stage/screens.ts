import type { Page } from 'playwright-core';
import type { Screen } from '../../shared/protocol/extension-messages.ts';
import type { Stage } from './stage.ts';

export interface Report {
  tab: number;
  frame: number;
  /** The browser's id of the document in it. */
  document: string;
  screen: Screen;
}

declare global {
  var referralReports: Report[];
}

/** Hears what content scripts report, as the side panel does: from a page of the extension. */
export class ScreenWatcher {
  /** The page of the extension that listens. */
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(stage: Stage): Promise<ScreenWatcher> {
    const page = await stage.context.newPage();
    await page.goto(`chrome-extension://${stage.extensionId}/extension/options/index.html`);
    await page.evaluate(() => {
      globalThis.referralReports = [];
      chrome.runtime.onMessage.addListener((message, sender) => {
        if (message?.type !== 'screen.report') return;
        const { tab, frameId: frame = -1, documentId: document = '' } = sender;
        globalThis.referralReports.push({ tab: tab?.id ?? -1, frame, document, screen: message.body });
      });
    });
    return new ScreenWatcher(page);
  }

  reports(): Promise<Report[]> {
    return this.page.evaluate(() => globalThis.referralReports);
  }

  /** The tab id of the active tab's page, as the browser counts tabs. */
  async tabOf(page: Page): Promise<number> {
    const url = page.url();
    const tabs = await this.page.evaluate(() => chrome.tabs.query({}));
    const tab = tabs.find((one) => one.url === url);
    if (tab?.id === undefined) throw new Error('That page is in no tab that the extension may see.');
    return tab.id;
  }
}
