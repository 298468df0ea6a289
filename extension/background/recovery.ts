import browser from 'webextension-polyfill';
import type { Host } from './host.ts';
import type { Place } from './sender.ts';
import { waitingFrames } from './session.ts';

const ALARM = 'helper-again';
/** The shortest period that browsers give an alarm; it also wakes a worker that was stopped. */
const AGAIN_MINUTES = 0.5;
/** A helper that says hello and dies at the first question must not be asked in a circle. */
const GAP_MS = 10_000;

/** Badges that could not be asked for are asked for again once the helper is there, by themselves. */
export class Recovery {
  readonly #host: () => Host;
  readonly #refresh: (place: Place) => Promise<void>;
  #last = Number.NEGATIVE_INFINITY;

  constructor(host: () => Host, refresh: (place: Place) => Promise<void>) {
    this.#host = host;
    this.#refresh = refresh;
    browser.alarms.onAlarm.addListener(({ name }) => {
      if (name === ALARM) void this.#tryAgain();
    });
  }

  /** The line stands: whoever waits is asked for. */
  async connected(): Promise<void> {
    if (Date.now() - this.#last < GAP_MS) return;
    this.#last = Date.now();
    for (const place of await waitingFrames()) await this.#refresh(place);
  }

  /** The line broke or could not be opened: it is tried again for as long as a badge waits. */
  async lost(): Promise<void> {
    if (await browser.alarms.get(ALARM)) return;
    await browser.alarms.create(ALARM, { delayInMinutes: AGAIN_MINUTES, periodInMinutes: AGAIN_MINUTES });
  }

  /** The user pressed the button: no waiting of any kind. */
  async now(): Promise<void> {
    this.#last = Number.NEGATIVE_INFINITY;
    await this.#connect();
  }

  async #tryAgain(): Promise<void> {
    if ((await waitingFrames()).length === 0) await browser.alarms.clear(ALARM);
    else await this.#connect();
  }

  async #connect(): Promise<void> {
    const there = await this.#host()
      .connect(true)
      .then(
        () => true,
        () => false,
      );
    if (there) void this.connected();
  }
}
