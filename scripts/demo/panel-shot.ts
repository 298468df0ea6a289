import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { ScreenWatcher } from '../stage/screens.ts';
import type { Stage } from '../stage/stage.ts';
import { tallShot } from '../stage/tall-shot.ts';
import type { Walked } from './report.ts';

const PATIENCE_MS = 20_000;

/** The side panel beside the last patient of a walk: `NAME-panel.png`. Resolves with what is wrong with it. */
export async function panelShot(
  stage: Stage,
  watcher: ScreenWatcher,
  page: Page,
  { name, walk }: Pick<Walked, 'name' | 'walk'>,
  out: string,
): Promise<string[]> {
  const last = walk.seen.at(-1);
  if (!last) return [];
  const panel = await stage.openPanel(await watcher.tabOf(page));
  try {
    await page.bringToFront(); // Nothing is looked up by itself for a page that nobody sees.
    const article = panel.locator('#view-screen article', { hasText: last.context.id });
    await article.locator('h3').first().waitFor({ timeout: PATIENCE_MS });
    await tallShot(panel, join(out, `${name}-panel.png`));
    return [];
  } catch {
    return ['the side panel never came to speak of the patient on the screen'];
  } finally {
    await panel.close();
  }
}
