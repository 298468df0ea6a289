import type { Page } from 'playwright-core';
import type { Report } from './screens.ts';

/** The badge of one document. `at`: its middle in the page, null in a frame whose place the page does not tell. */
export interface FrameBadge {
  state: string;
  count: number;
  at: { x: number; y: number } | null;
}

/**
 * The badge that stands in the very document that a report came from, asked of that document: null where it has
 * none, `gone` where the document is no longer shown. `extension`: a page of the extension.
 */
export function badgeOf(extension: Page, { tab, document: id }: Report): Promise<FrameBadge | null | 'gone'> {
  return extension.evaluate(askDocument, { tab, id });
}

/** Runs in the extension's page. */
async function askDocument({ tab, id }: { tab: number; id: string }): Promise<FrameBadge | null | 'gone'> {
  /** Runs in the document, in the extension's own world, which sees the closed root. */
  const look = (): FrameBadge | null => {
    const host = document.querySelector<HTMLElement>('nhi-referral-badge');
    const button = host && chrome.dom.openOrClosedShadowRoot(host)?.querySelector('button');
    if (!button) return null;
    const box = button.getBoundingClientRect();
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    let inside: Window = window;
    while (inside.frameElement) {
      const frame = inside.frameElement;
      const place = frame.getBoundingClientRect();
      at.x += place.x + frame.clientLeft;
      at.y += place.y + frame.clientTop;
      inside = inside.parent;
    }
    const count = Number.parseInt(button.querySelector('.count')?.textContent || '0', 10);
    return { state: button.dataset.state ?? '', count, at: inside === window.top ? at : null };
  };
  const target = { tabId: tab, documentIds: [id] };
  return chrome.scripting.executeScript({ target, func: look, injectImmediately: true }).then(
    ([answer]) => answer?.result ?? null,
    () => 'gone' as const,
  );
}
