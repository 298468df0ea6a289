import { REFERRAL_STATES } from '../../shared/domain/badge-state.ts';
import type { SimPatient } from '../simulator/patients/patient.ts';
import type { DrawnState, Left, PageSample, PanelSample } from './samples.ts';

/** One moment at which somebody could have read another patient's referrals. */
export interface Violation {
  where: 'badge' | 'panel';
  what: string;
  at: number;
  /** What was seen just before and at that moment, in ms from it; patients are canaries, never IDs. */
  seen: string[];
}

const LATELY_MS = 600;
/** As soon as this the panel covers whoever left the page. */
const COVERED_MS = 100;
const SAYS_SOMETHING: ReadonlySet<string> = new Set(REFERRAL_STATES);

/** Does what is drawn say anything about anyone's referrals? */
export function speaks(badge: DrawnState | null): badge is DrawnState {
  return badge !== null && (SAYS_SOMETHING.has(badge.state) || badge.count > 0 || badge.elsewhere);
}

/** Is it exactly what belongs to this patient? The "elsewhere" mark may come later, or not at all. */
export function belongs(badge: DrawnState, patient: SimPatient | undefined): boolean {
  if (!patient) return false;
  return asExpected(badge, patient) && (!badge.elsewhere || patient.elsewhereCount > 0);
}

/** State and count as the simulator states them by hand. */
export function asExpected(badge: Pick<DrawnState, 'state' | 'count'>, { expected }: SimPatient): boolean {
  return badge.state === expected.state && badge.count === expected.count;
}

/** Another whole ID, or none, came to stand in the page. ms since the epoch. */
export interface Change {
  at: number;
  id: string | null;
  /** A script set a value: no callback comes, so only looking can notice it. */
  silent: boolean;
  /** When the content script noticed: in that very task it covers the badge. Null: not yet, or unknown. */
  noticed: number | null;
}

/** Watches the samples of one page, whatever documents it is made of. */
export class PageJudge {
  readonly violations: Violation[] = [];
  /** How long a silently set value stood beside the badge of the one before, ms. */
  readonly silentMs: number[] = [];
  /** Whole IDs in the order in which the page showed them. */
  readonly shown: Change[] = [];
  readonly latest = new Map<string, PageSample>();
  #spoke = 0;
  readonly #recent: PageSample[] = [];
  readonly #frames = new Map<string, number>();
  readonly #silent = new Map<string, PageSample>();
  /** Documents that show a whole ID and were not left. */
  readonly #showing = new Set<string>();
  readonly #unnoticed = new Map<string, Change[]>();
  readonly #patients: ReadonlyMap<string, SimPatient>;

  constructor(patients: ReadonlyMap<string, SimPatient>) {
    this.#patients = patients;
  }

  get frames(): number {
    return [...this.#frames.values()].reduce((sum, one) => sum + one, 0);
  }

  /** How often the badge came to say what it should. */
  get spoke(): number {
    return this.#spoke;
  }

  /** What the page showed about that time, in words. */
  around(at: number): string[] {
    return this.#recent
      .filter((one) => Math.abs(one.at - at) < LATELY_MS)
      .map((one) => {
        const patient = one.id === null ? 'nobody' : (this.#patients.get(one.id)?.canary ?? 'unknown');
        const badge = one.badge ? describe(one.badge) : 'no badge';
        const { doc, by, frames, tick, changes } = one;
        return `${Math.round(one.at - at)} page ${doc.slice(-4)} ${patient} by ${by}, ${badge}, frame ${frames}, tick ${tick}, ${changes} changes${one.gone ? ', gone' : ''}`;
      });
  }

  take(sample: PageSample): void {
    const before = this.latest.get(sample.doc);
    if (sample.top && !before) this.latest.clear();
    this.#frames.set(sample.doc, sample.frames);
    this.#recent.push(sample);
    this.#endSilence(sample);
    if (sample.gone) this.latest.delete(sample.doc);
    else this.latest.set(sample.doc, sample);
    this.#follow(sample, before);
    if (sample.gone || !speaks(sample.badge)) return;
    const patient = sample.id === null ? undefined : this.#patients.get(sample.id);
    if (belongs(sample.badge, patient)) this.#spoke += sameDraw(before, sample) ? 0 : 1;
    else if (isSilent(sample, before)) this.#silent.set(sample.doc, sample);
    else this.accuse(`${describe(sample.badge)} beside ${who(patient, sample.id)}`, sample.at);
  }

  /** Whole IDs that stood in the page at some time from `since` to `at`. */
  shownSince(since: number, at: number): (string | null)[] {
    const before = this.shown.findLast((one) => one.at <= since);
    const later = this.shown.filter((one) => one.at > since && one.at <= at);
    return [...(before ? [before] : []), ...later].map(({ id }) => id);
  }

  /** The same document may have told it already. */
  left({ doc, at }: Left): void {
    if (!this.#showing.delete(doc)) return;
    this.shown.push({ at, id: null, silent: false, noticed: at });
    this.shown.sort((a, b) => a.at - b.at);
  }

  #follow(sample: PageSample, before: PageSample | undefined): void {
    const { doc, at, id } = sample;
    if (!sameBadge(before, sample)) {
      for (const change of this.#unnoticed.get(doc) ?? []) change.noticed = at;
      this.#unnoticed.delete(doc);
    }
    if (id === (before?.id ?? null)) return;
    const silent = isSilent(sample, before);
    const change = { at, id, silent, noticed: silent ? null : at };
    this.shown.push(change);
    if (id === null) this.#showing.delete(doc);
    else this.#showing.add(doc);
    if (silent) this.#unnoticed.set(doc, [...(this.#unnoticed.get(doc) ?? []), change]);
  }

  /**
   * A value that a script set leaves no trace: the badge is covered at the content script's next look, which
   * comes as often as the probe's tick. Whoever stands there through two ticks was not looked at.
   */
  #endSilence(sample: PageSample): void {
    const since = this.#silent.get(sample.doc);
    if (!since) return;
    this.#silent.delete(sample.doc);
    this.silentMs.push(sample.at - since.at);
    const ticks = sample.lastTick - since.tick;
    if (ticks > 1) this.accuse(`a silently set ID stood for ${ticks} ticks beside the old badge`, sample.at);
  }

  accuse(what: string, at = Date.now()): void {
    this.violations.push({ where: 'badge', what, at, seen: this.around(at) });
  }
}

/**
 * Only a form control's value changed: no mutation at all since the probe looked at this page last, which it does
 * after each. (A form that is just being sent has changed its hidden inputs in a task before.)
 */
function isSilent(sample: PageSample, before: PageSample | undefined): boolean {
  return (
    sample.by === 'value' &&
    before?.by === 'value' &&
    sample.lastChanges === sample.changes &&
    before.id !== sample.id &&
    sameBadge(before, sample)
  );
}

const sameBadge = (a: PageSample | undefined, b: PageSample) =>
  JSON.stringify(a?.badge ?? null) === JSON.stringify(b.badge);

const sameDraw = (a: PageSample | undefined, b: PageSample) => a?.id === b.id && sameBadge(a, b);

/** The panel came to show nobody of before. */
export interface Cover {
  /**
   * From the page's change, or, where a script set a value, from the task in which the content script noticed, to
   * the panel's first frame with nothing of the former patient.
   */
  ms: number;
  silent: boolean;
}

/** Watches the panel beside that page. */
export class PanelJudge {
  readonly violations: Violation[] = [];
  /** Whole after `finish`. */
  readonly covers: Cover[] = [];
  latest: PanelSample | null = null;
  frames = 0;
  /** How often referrals came to stand under a patient's header. */
  spoke = 0;
  #header: { id: string; since: number } | null = null;
  readonly #recent: { at: number; text: string }[] = [];
  readonly #ends: { id: string; since: number; at: number }[] = [];
  readonly #unheard: { header: string; at: number }[] = [];
  readonly #patients: ReadonlyMap<string, SimPatient>;
  readonly #page: PageJudge;

  constructor(patients: ReadonlyMap<string, SimPatient>, page: PageJudge) {
    this.#patients = patients;
    this.#page = page;
  }

  take(sample: PanelSample): void {
    const { at, frames, header, canaries, heard } = sample;
    this.latest = sample;
    this.frames = frames;
    const named = (id: string) => this.#patients.get(id)?.canary ?? 'unknown';
    const text = `${header === null ? 'nobody' : named(header)} with ${canaries}, heard ${heard.map(named)}`;
    this.#recent.push({ at, text });
    const canary = header === null ? null : (this.#patients.get(header)?.canary ?? null);
    const foreign = canaries.filter((one) => one !== canary);
    if (foreign.length > 0) this.accuse(`${foreign} under ${header === null ? 'nobody' : canary}`, at);
    else if (canaries.length > 0) this.spoke++;
    if (header !== null && !heard.includes(header)) this.#unheard.push({ header, at });
    this.#follow(header, at);
  }

  /**
   * Call when both probes have told all they saw. The panel asks the page itself, too, so that a header need not
   * have been reported; but then it stands in the page, or did while the answer was on its way.
   */
  finish(): void {
    for (const { header, at } of this.#unheard) {
      if (this.#page.shownSince(at - COVERED_MS, at).includes(header)) continue;
      this.accuse(`${this.#patients.get(header)?.canary} stays after its page reported another`, at);
    }
    this.covers.push(...this.#ends.flatMap((end) => this.#coverOf(end) ?? []));
  }

  #follow(header: string | null, at: number): void {
    const before = this.#header;
    if (header === before?.id) return;
    this.#header = header === null ? null : { id: header, since: at };
    if (before) this.#ends.push({ ...before, at });
  }

  /** Null where nobody knows when the page changed, or when that was noticed. */
  #coverOf({ id, since, at }: { id: string; since: number; at: number }): Cover | null {
    const shown = this.#page.shown;
    const stood = shown.findLastIndex((one) => one.id === id && one.at <= at);
    const left = shown.slice(stood + 1).find((one) => one.at >= since);
    if (stood < 0 || !left || left.noticed === null) return null;
    const ms = at - left.noticed;
    return ms < 0 ? null : { ms, silent: left.silent };
  }

  accuse(what: string, at = Date.now()): void {
    const seen = this.#recent.filter((one) => Math.abs(one.at - at) < LATELY_MS);
    const panel = seen.map((one) => `${Math.round(one.at - at)} panel ${one.text}`);
    this.violations.push({ where: 'panel', what, at, seen: [...panel, ...this.#page.around(at)] });
  }
}

const describe = ({ state, count, elsewhere }: DrawnState) => `${state}/${count}${elsewhere ? '+' : ''}`;

/** Never an ID: a report is a file that somebody may send on. */
function who(patient: SimPatient | undefined, id: string | null): string {
  if (!patient) return id === null ? 'nobody' : 'somebody unknown';
  return `patient ${patient.index} (${patient.expected.state}/${patient.expected.count})`;
}
