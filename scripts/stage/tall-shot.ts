import type { Page } from 'playwright-core';

/**
 * All of a page in one picture. The viewport grows to the height of the document: what sticks to an edge then lies
 * at that edge, where a full-page picture draws it in the middle. The viewport is as before afterwards.
 */
export async function tallShot(page: Page, path: string): Promise<void> {
  const before = page.viewportSize();
  if (!before) throw new Error('This page has a window of its own, whose size is not ours to change.');
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...before, height: Math.max(before.height, height) });
  await page.screenshot({ path });
  await page.setViewportSize(before);
}
