import type { Adapter } from '../../shared/adapter/adapter.ts';
import { fits, mayFit, placeOf } from './adapter/match.ts';
import { type Badge, createBadge } from './badge/badge.ts';
import { isReferral, type Shown } from './badge/face.ts';
import { answer, call, contextLives } from './runtime.ts';
import { Session } from './session.ts';
import { type Watch, watch } from './watch.ts';

/** Where a router may have gone elsewhere. */
const ROUTED = ['popstate', 'hashchange'];
/** What concerns a patient on the page. All of them reach the window. */
const SEEN = ['pagehide', 'pageshow', 'visibilitychange'];

/** One document that may show patients: picks the adapter that fits now, and lets watch, session and badge meet. */
export class Page {
  readonly #adapters: readonly Adapter[];
  readonly #life = new AbortController();
  readonly #session: Session;
  /** It outlives a watch, and stays with its last word when the extension is gone. */
  #badge: Badge | null = null;
  #watch: Watch | null = null;
  #adapter: Adapter | null = null;
  #watchLife = new AbortController();
  #address = '';
  #entered = false;
  readonly #tells = !!navigation();

  constructor(adapters: readonly Adapter[]) {
    this.#adapters = adapters.filter((one) => mayFit(one, placeOf(window)));
    this.#session = new Session({
      show: (shown) => this.#show(shown),
      stands: () => this.#watch?.look() ?? false,
      gone: () => this.#gone(),
    });
  }

  get known(): boolean {
    return this.#adapters.length > 0;
  }

  start(): void {
    if (!this.#route()) this.#listen();
  }

  /** Again after document.open(), which takes them away; one that is still there is not added twice. */
  #listen(): void {
    const { signal } = this.#life;
    for (const type of this.#entered ? [...ROUTED, ...SEEN] : ROUTED)
      addEventListener(type, this, { signal });
    navigation()?.addEventListener('currententrychange', this, { signal });
  }

  handleEvent(event: Event): void {
    if (event.type === 'pagehide') this.#watch && this.#session.cover(true);
    else if (event.type === 'visibilitychange') this.#seen();
    else if (event.type !== 'pageshow') this.#alive();
    else if ((event as PageTransitionEvent).persisted) this.#restored();
  }

  /** The user acted in this document. A press on the badge asks for itself. */
  trust(target: EventTarget | null): void {
    if (this.#life.signal.aborted) return;
    this.#session.markTrusted();
    if (!this.#badge?.owns(target)) this.#session.again();
  }

  /** Before every look: does the watch still have a page and an extension? */
  #alive(looking = false): boolean {
    if (!contextLives()) {
      this.#gone();
      return false;
    }
    this.#badge?.keep();
    // Where the browser tells of client routing, it need not be looked for.
    return (looking && this.#tells) || location.href === this.#address || !this.#route();
  }

  /** True when another adapter, or none, fits the address that the page has now. */
  #route(): boolean {
    this.#address = location.href;
    const place = placeOf(window);
    const next = this.#adapters.find((one) => fits(one, place)) ?? null;
    if (next === this.#adapter) return false;
    this.#watchLife.abort();
    this.#watch = null;
    if (this.#adapter) this.#session.leave();
    this.#adapter = next;
    if (next) this.#enter(next);
    return true;
  }

  /** Most frames of a HIS never show a patient: they wait for a router, no more. */
  #first(): void {
    this.#entered = true;
    this.#listen();
    answer({
      'screen.read': () => this.#session.screen('auto', this.#watch?.read() ?? null),
      'badge.show': (body) => (this.#session.draw(body) ? {} : null),
    });
  }

  #enter(adapter: Adapter): void {
    if (!this.#entered) this.#first();
    this.#watchLife = new AbortController();
    this.#watch = watch(
      adapter,
      {
        cover: () => this.#session.cover(),
        whole: (now) => this.#session.whole(now),
        waits: () => this.#session.waits(),
        alive: () => this.#alive(true),
        rewritten: () => this.#listen(),
      },
      this.#watchLife.signal,
    );
  }

  #restored(): void {
    this.#session.renew();
    this.#watch?.restart();
  }

  #seen(): void {
    if (this.#watch?.pace() && !document.hidden) this.#session.again();
  }

  #show(shown: Shown): void {
    if (typeof shown === 'object') this.#badge ??= createBadge((state) => this.#press(state));
    this.#badge?.show(shown);
  }

  /** A trusted click: the panel must be asked for in this very task. */
  #press(state: string): void {
    call(
      'panel.open',
      {},
      ({ opened, shortcut }) => {
        if (!opened && shortcut) this.#badge?.show({ press: shortcut });
      },
      () => this.#alive(),
    );
    if (!isReferral(state) && state !== 'lookingUp' && this.#watch?.look()) {
      this.#session.whole(this.#watch.read(true), 'refresh');
    }
  }

  /** Only the badge stays, saying what to do. The page itself is never reloaded by us. */
  #gone(): void {
    this.#life.abort();
    this.#watchLife.abort();
    this.#session.stop();
    this.#badge?.show('gone');
  }
}

/** Chromium and newer Firefox tell of client routing; elsewhere the next look notices it. */
function navigation(): EventTarget | undefined {
  return (globalThis as { navigation?: EventTarget }).navigation;
}
