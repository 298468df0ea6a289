import type { Screen } from '../../shared/protocol/extension-messages.ts';
import type { BadgeView } from '../../shared/protocol/schemas.ts';
import { isReferral, isView, type Shown } from './badge/face.ts';
import { call } from './runtime.ts';
import type { Whole } from './watch.ts';

/** A search that is quicker than this is not announced. */
const PATIENCE_MS = 300;
/** After each lost call; the worker may be stopped at any moment, and starts again when called. */
const BACKOFF_MS = [100, 500, 2000, 5000, 10_000];
/** Then the badge says that it cannot tell; we go on trying. */
const TRIES_IN_SILENCE = 2;
/** Somebody else is looking this patient up, and may be stopped before saying so: then we ask. */
const SUCCESSOR_MS = 10_000;

export interface SessionHooks {
  show(shown: Shown): void;
  /** Looks at the page now: does it still show what was told last? If not, it is covered by then. */
  stands(): boolean;
  /** The extension was updated under this page. */
  gone(): void;
}

/** What this document has told the worker, and which answers still belong to it. */
export class Session {
  readonly #hooks: SessionHooks;
  #nonce = newNonce();
  #seq = 0;
  #whole: Whole | null = null;
  #covered = false;
  #trusted = false;
  /** What its referrals say is on the badge: only a refresh asks again. */
  #known = false;
  /** Counts reports: only the newest one's answer is drawn. */
  #report = 0;
  #doubt: ReturnType<typeof setTimeout> | undefined;

  constructor(hooks: SessionHooks) {
    this.#hooks = hooks;
  }

  /**
   * The page differs: what is drawn goes at once, and the panel is told. `leaving`: also where it was told before,
   * since a document that only waited may be the one that is waited for.
   */
  cover(leaving = false): void {
    if (this.#whole) this.#seq++;
    this.#whole = null;
    this.#known = false;
    this.#hooks.show('covered');
    // A document that has told nothing has nothing to take back: it says so when it goes on being different.
    if (this.#told ? leaving || !this.#covered : this.#covered) this.#send(this.screen('auto'));
    this.#covered = true;
  }

  /** It stays not whole: whatever stood here before this document is over. */
  waits(): void {
    if (!this.#told) this.#send(this.screen('auto'));
  }

  get #told(): boolean {
    return this.#report > 0;
  }

  /** `refresh` where the user asks for it. */
  whole(now: Whole, trigger: Screen['trigger'] = 'auto'): void {
    this.#whole = now;
    this.#covered = false;
    if (now.verdict.status === 'noPatient') this.#hooks.show('noPatient');
    this.#send(this.screen(trigger));
  }

  /** Tell again what stands: the page came into view, or the user acted. */
  again(): void {
    if (this.#whole && !this.#known) this.#send(this.screen('auto'));
  }

  /** The document shows no patient of ours any more. */
  leave(): void {
    this.cover();
    this.whole({ verdict: { status: 'noPatient' }, activeVisit: false });
  }

  /** A document that comes out of the back/forward cache is a new one to everybody else. */
  renew(): void {
    this.#whole = null;
    this.#covered = false;
    this.#nonce = newNonce();
    this.#seq = 0;
  }

  markTrusted(): void {
    this.#trusted = true;
  }

  /** What the page shows; `whole` where it was read afresh. */
  screen(trigger: Screen['trigger'], whole: Whole | null = this.#whole): Screen {
    const verdict = whole?.verdict ?? { status: 'waiting' };
    return {
      nonce: this.#nonce,
      seq: this.#seq,
      status: verdict.status,
      field: 'field' in verdict ? verdict.field : null,
      patient: 'patient' in verdict ? verdict.patient : null,
      activeVisit: whole?.activeVisit ?? false,
      visible: !document.hidden,
      trusted: this.#trusted,
      trigger,
    };
  }

  /** Draws what belongs to the patient on the page now. False, and nothing drawn, for everything else. */
  draw(answer: unknown): boolean {
    const { nonce, seq, view } = (answer ?? {}) as Record<string, unknown>;
    // A value that a script has just set is noticed by looking alone: nothing is drawn beside it meanwhile.
    if (!this.#hooks.stands() || nonce !== this.#nonce || seq !== this.#seq || !this.#asks()) return false;
    const sound = isView(view) ? view : cannotTell('wire:badAnswer');
    this.#known = isReferral(sound.state);
    clearTimeout(this.#doubt);
    // A later lookup of the same patient took this one's place; its answer comes by itself.
    const cancelled = sound.reason === 'wire:cancelled';
    if (cancelled || sound.state === 'lookingUp') this.#doubt = setTimeout(() => this.again(), SUCCESSOR_MS);
    if (cancelled) return false;
    this.#hooks.show(sound);
    return true;
  }

  /** Is there someone on the page about whom the worker has something to say? */
  #asks(): boolean {
    const status = this.#whole?.verdict.status ?? 'waiting';
    return status !== 'waiting' && status !== 'noPatient';
  }

  /** Nothing under way is to be answered or tried again. */
  stop(): void {
    this.#report++;
    clearTimeout(this.#doubt);
  }

  #send(screen: Screen): void {
    const mine = ++this.#report;
    clearTimeout(this.#doubt);
    const asks = this.#asks();
    const show = (view: BadgeView) => mine === this.#report && asks && this.#hooks.show(view);
    const slow = setTimeout(show, PATIENCE_MS, { ...cannotTell(null), state: 'lookingUp' });
    const ask = (tries: number) => {
      if (mine !== this.#report) return;
      call('screen.report', screen, answered, (failed) => {
        clearTimeout(slow);
        if (mine !== this.#report) return;
        if (failed === 'wire:contextGone') return this.#hooks.gone();
        const again = failed === 'wire:disconnected';
        if (!again || tries >= TRIES_IN_SILENCE) show(cannotTell(failed));
        if (again) setTimeout(ask, BACKOFF_MS[Math.min(tries, BACKOFF_MS.length - 1)], tries + 1);
      });
    };
    const answered = (answer: unknown) => {
      clearTimeout(slow);
      if (mine === this.#report) this.draw(answer);
    };
    ask(0);
  }
}

function cannotTell(reason: string | null): BadgeView {
  return { state: 'cannotTell', count: 0, elsewhere: false, reason };
}

/** 32 hexadecimal digits. */
export function newNonce(): string {
  let nonce = '';
  for (const one of crypto.getRandomValues(new Uint32Array(4))) nonce += one.toString(16).padStart(8, '0');
  return nonce;
}
