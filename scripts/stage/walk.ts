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
/** Polls without a change after which a page counts as settled: with a patient, without a word, still not whole. */
const STILL = { known: 3, silent: 12, waiting: 40 };
const UNSETTLED = new Set(['covered', 'lookingUp', 'press', '']);

/** Walks a HIS page: does each step, waits until page and badge agree, and notes every patient it meets. */
export class Walk {
  readonly seen: Seen[] = [];
  /** What kept it from seeing a patient, in words; no patient data. */
  readonly remarks: string[] = [];
  /** A step could not be done; those after it were left out. */
  broken = false;
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
    const { reports, badge, restless } = await this.#settled();
    const patients = reports.filter(({ screen }) => screen.patient);
    for (const report of patients) if (badge) await this.#see(report, badge);
    const trouble =
      patients.length === 0 ? reports.find(({ screen }) => screen.status !== 'noPatient') : null;
    if (trouble) this.remarks.push(`${when}: ${whyNot(trouble)}`);
    else if (restless) this.remarks.push(`${when}: page and badge did not come to rest`);
  }

  async #see({ frame, screen: { nonce, seq, patient: context } }: Report, badge: DrawnBadge): Promise<void> {
    const key = `${frame}/${nonce}/${seq}`;
    if (!context || this.#known.has(key)) return;
    this.#known.add(key);
    const screenshot = join(this.#out, `${this.#name}-${String(this.seen.length + 1).padStart(2, '0')}.png`);
    await this.#page.screenshot({ path: screenshot });
    this.seen.push({ seq, frame, context, badge: badge.state, count: badge.count, screenshot });
  }

  readonly #known = new Set<string>();

  /** Waits until what the frames report and the badge stand still. */
  async #settled(): Promise<Standing> {
    const until = Date.now() + SETTLE_MS;
    let pressed = false;
    for (let still = 0, before = ''; Date.now() < until; ) {
      await this.#page.waitForTimeout(POLL_MS);
      const standing = await this.#look();
      const now = JSON.stringify([standing.reports, standing.badge?.state]);
      still = now === before ? still + 1 : 0;
      before = now;
      if (still < patience(standing)) continue;
      const patient = standing.reports.some(({ screen }) => screen.patient);
      if (patient && !standing.badge) continue;
      if (!patient || standing.badge?.state !== 'cannotTell' || pressed) return standing;
      // As a doctor would where nothing may be looked up by itself (no "visit under way" on this page).
      pressed = true;
      await pressBadge(this.#page, standing.badge);
      still = 0;
    }
    return { ...(await this.#look()), restless: true };
  }

  async #look(): Promise<Standing> {
    const newest = new Map((await this.#watcher.reports()).map((one) => [one.frame, one]));
    const badges = await drawnBadges(this.#page);
    const badge = badges.find((one) => !UNSETTLED.has(one.state));
    return { reports: [...newest.values()], badge, restless: false };
  }
}

/** What the frames of a page said last, and the badge that is drawn. */
interface Standing {
  reports: readonly Report[];
  badge: DrawnBadge | undefined;
  restless: boolean;
}

function patience({ reports }: Standing): number {
  if (reports.some(({ screen }) => screen.patient)) return STILL.known;
  if (reports.some(({ screen }) => screen.status === 'waiting')) return STILL.waiting;
  return reports.length > 0 ? STILL.known : STILL.silent;
}

function whyNot({ frame, screen: { status, field } }: Report): string {
  const where = `frame ${frame}`;
  if (status === 'waiting') return `${where} never showed the adapter's sign \`ready\``;
  if (status === 'masked') return `${where} shows a masked ID`;
  const what = status === 'moved' ? 'is not found' : 'is found, and cannot be read';
  return `${where}: the field \`${field ?? '?'}\` ${what}`;
}
