import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { PatientContext } from '../../shared/domain/patient.ts';
import type { FrameBadge } from './frame-badges.ts';
import { keyOf, look, patience, type Standing, settled, whyNot } from './look.ts';
import type { Report, ScreenWatcher } from './screens.ts';
import { doStep, type Step } from './script.ts';

/** One patient that a walk saw. */
export interface Seen {
  seq: number;
  frame: number;
  context: PatientContext;
  /** The state of the badge in that patient's own document, as drawn. */
  badge: string;
  count: number;
  screenshot: string;
}

const SETTLE_MS = 20_000;
const POLL_MS = 150;

/** Walks a HIS page: does each step, waits until page and badges agree, and notes every patient it meets. */
export class Walk {
  readonly seen: Seen[] = [];
  /** What kept it from seeing a patient, in words; no patient data. */
  readonly remarks: string[] = [];
  /** A step could not be done; those after it were left out. */
  broken = false;
  /** At least once, page and badges did not come to rest: somebody may be missing. */
  restless = false;
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
    await this.#note('at the start');
    for (const [at, step] of steps.entries()) {
      const failed = await doStep(this.#page, step).then(
        () => null,
        (error: Error) => error.message.split('\n')[0],
      );
      if (failed) {
        this.broken = true;
        this.remarks.push(`step ${at + 1}, ${JSON.stringify(step)}: ${failed}`);
        break;
      }
      await this.#note(`after step ${at + 1}`);
    }
    return this.seen;
  }

  async #note(when: string): Promise<void> {
    const { frames, rested } = await this.#settled();
    for (const { report, badge } of frames) if (settled(badge)) await this.#see(report, badge);
    const trouble = frames.some(({ report }) => report.screen.patient)
      ? undefined
      : frames.find(({ report }) => report.screen.status !== 'noPatient');
    if (trouble) this.remarks.push(`${when}: ${whyNot(trouble.report)}`);
    if (rested) return;
    this.restless = true;
    this.remarks.push(`${when}: page and badge did not come to rest`);
  }

  async #see(report: Report, badge: FrameBadge): Promise<void> {
    const { frame, screen } = report;
    const { seq, patient: context } = screen;
    const key = keyOf(report);
    if (!context || this.#known.has(key)) return;
    this.#known.add(key);
    const screenshot = join(this.#out, `${this.#name}-${String(this.seen.length + 1).padStart(2, '0')}.png`);
    await this.#page.screenshot({ path: screenshot });
    this.seen.push({ seq, frame, context, badge: badge.state, count: badge.count, screenshot });
  }

  readonly #known = new Set<string>();

  /** Waits until what the frames report and their badges stand still. */
  async #settled(): Promise<Standing & { rested: boolean }> {
    const until = Date.now() + SETTLE_MS;
    const pressed = new Set<string>();
    for (let still = 0, before = ''; Date.now() < until; ) {
      await this.#page.waitForTimeout(POLL_MS);
      const standing = await look(this.#watcher);
      const now = JSON.stringify(standing.frames.map(({ report, badge }) => [report, badge?.state]));
      still = now === before ? still + 1 : 0;
      before = now;
      if (still < patience(standing, this.#given)) continue;
      if (standing.frames.some(({ report, badge }) => report.screen.patient && !settled(badge))) continue;
      if (!(await this.#pressed(standing, pressed))) {
        this.#given = standing.unfinished;
        return { ...standing, rested: true };
      }
      still = 0;
    }
    return { ...(await look(this.#watcher)), rested: false };
  }

  /** As a doctor would where nothing may be looked up by itself (no "visit under way" on this page). */
  async #pressed({ frames }: Standing, pressed: Set<string>): Promise<boolean> {
    const next = frames.find(
      ({ report, badge }) => badge?.at && badge.state === 'cannotTell' && !pressed.has(keyOf(report)),
    );
    if (!next?.badge?.at) return false;
    pressed.add(keyOf(next.report));
    await this.#page.mouse.click(next.badge.at.x, next.badge.at.y);
    return true;
  }

  /** Documents that were not finished when the page last stood still: they were given their time. */
  #given: ReadonlySet<string> = new Set();
}
