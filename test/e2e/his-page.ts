import { EventEmitter, once } from 'node:events';
import type { Page } from 'playwright-core';
import type { Stage } from '../../scripts/stage/stage.ts';
import type { SimPatient } from '../simulator/patients/patient.ts';
import { belongs, speaks } from '../torture/judge.ts';
import { watchPage } from '../torture/probes.ts';
import type { DrawnState, PageSample } from '../torture/samples.ts';

const PATIENCE_MS = 30_000;

/** A HIS page with the probe in every frame: waits for what badge and page show, event by event. */
export class HisPage {
  readonly page: Page;
  /** Everything that the probes told, oldest first. */
  readonly samples: PageSample[] = [];
  readonly #news = new EventEmitter();
  readonly #latest = new Map<string, PageSample>();

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(stage: Stage): Promise<HisPage> {
    const self = new HisPage(await stage.context.newPage());
    await watchPage(self.page, (sample) => self.#take(sample));
    return self;
  }

  /** Opens an address as a user who is already at work here. */
  async goto(url: string): Promise<void> {
    await this.page.bringToFront();
    await this.page.goto(url);
    await this.page.keyboard.press('Shift');
  }

  /** Waits until some document shows this patient and a badge that fits. Throws with what stood there instead. */
  async shows(patient: SimPatient | null, fits: (badge: DrawnState) => boolean): Promise<DrawnState> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = this.drawn.find(({ id, badge }) => id === (patient?.id ?? null) && fits(badge));
      if (found) return found.badge;
      const left = until - Date.now();
      if (left <= 0) throw new Error(`patient ${patient?.index}: ${this.#standing()}`);
      await once(this.#news, 'sample', { signal: AbortSignal.timeout(left) }).catch(() => undefined);
    }
  }

  /** The badges that stand in the page now, each with the ID beside it. */
  get drawn(): { id: string | null; badge: DrawnState }[] {
    return [...this.#latest.values()].flatMap(({ id, badge }) => (badge ? [{ id, badge }] : []));
  }

  showsState(patient: SimPatient | null, state: string): Promise<DrawnState> {
    return this.shows(patient, (badge) => badge.state === state);
  }

  showsItsOwn(patient: SimPatient): Promise<DrawnState> {
    return this.shows(patient, (badge) => speaks(badge) && belongs(badge, patient));
  }

  #take(sample: PageSample): void {
    this.samples.push(sample);
    if (sample.top && !this.#latest.has(sample.doc)) this.#latest.clear();
    if (sample.gone) this.#latest.delete(sample.doc);
    else this.#latest.set(sample.doc, sample);
    this.#news.emit('sample');
  }

  #standing(): string {
    return JSON.stringify([...this.#latest.values()].map(({ id, badge }) => [id && 'an ID', badge]));
  }
}
