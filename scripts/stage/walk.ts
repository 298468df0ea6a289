import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { PatientContext } from '../../shared/domain/patient.ts';
import { type DrawnBadge, drawnBadges, pressBadge } from './badges.ts';
import type { Report, ScreenWatcher } from './screens.ts';
import { doStep, type Step } from './script.ts';

/** One patient that a walk saw. */
export interface Seen {
  seq: number;
  frame: number;
  context: PatientContext;
  /** The badge's state, as drawn in the page. */
  badge: string;
  count: number;
  screenshot: string;
}

const SETTLE_MS = 20_000;
const POLL_MS = 150;
/** Polls without a change after which a page counts as settled, with and without one that we know. */
const STILL = 3;
const STILL_WITHOUT_REPORT = 12;
const UNSETTLED = new Set(['covered', 'lookingUp', '']);

/** Walks a HIS page: does each step, waits until page and badge agree, and notes every patient it meets. */
export class Walk {
  readonly seen: Seen[] = [];
  readonly #page: Page;
  readonly #watcher: ScreenWatcher;
  readonly #out: string;
  readonly #name: string;

  constructor(page: Page, watcher: ScreenWatcher, out: string, name: string) {
    this.#page = page;
    this.#watcher = watcher;
    this.#out = out;
    this.#name = name;
  }

  async go(steps: readonly Step[]): Promise<Seen[]> {
    await this.#page.keyboard.press('Shift'); // A user is there: lookups may be automatic.
    await this.#note();
    for (const step of steps) {
      await doStep(this.#page, step);
      await this.#note();
    }
    return this.seen;
  }

  async #note(): Promise<void> {
    const settled = await this.#settled();
    if (!settled) return;
    const { report, badge } = settled;
    const { patient: context, seq, nonce } = report.screen;
    if (!context || this.#known.has(`${report.frame}/${nonce}/${seq}`)) return;
    this.#known.add(`${report.frame}/${nonce}/${seq}`);
    const screenshot = join(this.#out, `${this.#name}-${String(this.seen.length + 1).padStart(2, '0')}.png`);
    await this.#page.screenshot({ path: screenshot });
    this.seen.push({
      seq,
      frame: report.frame,
      context,
      badge: badge.state,
      count: badge.count,
      screenshot,
    });
  }

  readonly #known = new Set<string>();

  /** Waits until the newest report and the badge stand still; null where no patient is on the page. */
  async #settled(): Promise<{ report: Report; badge: DrawnBadge } | null> {
    const until = Date.now() + SETTLE_MS;
    let pressed = false;
    for (let still = 0, before = ''; Date.now() < until; ) {
      await this.#page.waitForTimeout(POLL_MS);
      const { report, badge } = await this.#look();
      const now = JSON.stringify([report?.screen, badge?.state]);
      still = now === before ? still + 1 : 0;
      before = now;
      if (still < (report ? STILL : STILL_WITHOUT_REPORT) || report?.screen.status === 'waiting') continue;
      if (report?.screen.status !== 'patient') return null;
      if (badge?.state === 'cannotTell' && !pressed) {
        // As a doctor would where nothing may be looked up by itself (no "visit under way" on this page).
        pressed = true;
        await pressBadge(this.#page, badge);
      } else if (badge) return { report, badge };
    }
    return null;
  }

  async #look(): Promise<{ report: Report | undefined; badge: DrawnBadge | undefined }> {
    const report = (await this.#watcher.reports()).at(-1);
    const badges = await drawnBadges(this.#page);
    return { report, badge: badges.find((one) => !UNSETTLED.has(one.state)) };
  }
}
