import type { Page } from 'playwright-core';
import type { Random } from '../../simulator/patients/random.ts';

/** One way in which a HIS gets another patient, or nobody, onto its page. False: there is no such control now. */
export type Switch = (page: Page, random: Random) => Promise<boolean>;

/** One demo HIS as a hurried doctor uses it. */
export interface Player {
  his: 'frameset' | 'postback' | 'spa';
  /** A start address: the patient with this number, in his own document. */
  at(start: string, no: number): string;
  /** Ways to another patient, and ways that leave nobody whom anything may be said of. */
  toPatients: Readonly<Record<string, Switch>>;
  toNobody: Readonly<Record<string, Switch>>;
}

/** Patients of each queue who are being seen: the last three are not. */
export const SEEN = 99;
const ANSWER_MS = 5_000;

/**
 * Clicks by script in the page or one of its frames, as fast as a page allows. The page itself finds its frames:
 * Playwright loses those that come out of the back/forward cache.
 */
export async function click(page: Page, frame: string | null, css: string, random: Random): Promise<boolean> {
  const fraction = random.below(1000) / 1000;
  const done = page
    .evaluate(
      ([name, selector, at]) => {
        const view = name === null ? window : (window as unknown as Record<string, Window | undefined>)[name];
        const found = [...(view?.document.querySelectorAll<HTMLElement>(selector) ?? [])];
        const one = found[Math.floor(found.length * at)];
        one?.click();
        return one !== undefined;
      },
      [frame, css, fraction] as const,
    )
    // The document went away under the click, or is an error page of the browser.
    .catch(() => false);
  return Promise.race([done, page.waitForTimeout(ANSWER_MS).then(() => false)]);
}

export const go =
  (steps: -1 | 1): Switch =>
  async (page) => {
    await page.evaluate((by) => history.go(by), steps).catch(() => undefined);
    return true;
  };

export const back: Switch = async (page) => {
  const done = page.goBack({ waitUntil: 'commit', timeout: ANSWER_MS }).catch(() => null);
  return (await done) !== null;
};

export const reload: Switch = async (page) => {
  await page.reload({ waitUntil: 'commit', timeout: ANSWER_MS }).catch(() => null);
  return true;
};

export const clicking =
  (frame: string | null, css: string): Switch =>
  (page, random) =>
    click(page, frame, css, random);

/** Several clicks on the same control, closer together than any answer. */
export const hurried =
  (one: Switch, most: number): Switch =>
  async (page, random) => {
    for (let left = random.below(most); left > 0; left--) await one(page, random);
    return one(page, random);
  };
