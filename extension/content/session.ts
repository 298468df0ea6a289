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

  constructor(hooks: SessionHooks) {
    this.#hooks = hooks;
  }

  /** The page differs: what is drawn goes at once, and the panel is told. */
  cover(): void {
    if (this.#whole) this.#seq++;
    this.#whole = null;
    this.#known = false;
    this.#hooks.show('covered');
    if (this.#covered) return;
    this.#covered = true;
    this.#send(this.screen('auto'));
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
    // A later lookup of the same patient took this one's place; its answer comes by itself.
    if (sound.reason === 'wire:cancelled') return false;
    this.#known = isReferral(sound.state);
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
  }

  async #send(screen: Screen): Promise<void> {
    const mine = ++this.#report;
    const current = () => mine === this.#report;
    const asks = this.#asks();
    const slow = setTimeout(
      () => asks && current() && this.#hooks.show({ ...cannotTell(null), state: 'lookingUp' }),
      PATIENCE_MS,
    );
    for (let tries = 0; current(); tries++) {
      const failed = await this.#ask(screen, current);
      clearTimeout(slow);
      if (!failed || !current()) return;
      if (failed === 'wire:contextGone') return this.#hooks.gone();
      const again = failed === 'wire:disconnected';
      if (asks && (!again || tries >= TRIES_IN_SILENCE)) this.#hooks.show(cannotTell(failed));
      if (!again) return;
      await new Promise((then) => setTimeout(then, BACKOFF_MS[Math.min(tries, BACKOFF_MS.length - 1)]));
    }
  }

  /** The code of what went wrong; null when the answer came. */
  async #ask(screen: Screen, current: () => boolean): Promise<string | null> {
    try {
      const answer = await call('screen.report', screen);
      if (current()) this.draw(answer);
      return null;
    } catch (thrown) {
      return thrown instanceof Error && thrown.message.includes(':') ? thrown.message : 'app:internal';
    }
  }
}

function cannotTell(reason: string | null): BadgeView {
  return { state: 'cannotTell', count: 0, elsewhere: false, reason };
}

/** 32 hexadecimal digits. */
export function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
