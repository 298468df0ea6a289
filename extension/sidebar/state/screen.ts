import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { AnswerOf } from '../../../shared/protocol/messages.ts';
import { sameBinding } from '../../../shared/protocol/schemas.ts';
import type { Report } from '../../messaging/listen.ts';
import { flush } from './flush.ts';
import { createLookup } from './lookup.ts';
import { type PatientShown, type Shown, sameShown, shownOf } from './shown.ts';
import { misfit } from './whose.ts';

/** The newest report of each frame of the tab beside us, oldest first. In memory only. */
const reports = signal<readonly Report[]>([]);
const tabBeside = signal<number | null>(null);
/** The user really clicked or typed somewhere in the tab: the next document need not be clicked again. */
const trusted = signal(false);

const settled = signal(false);
/** The newest number of each document of the tab: endless for one that has left. */
const told = new Map<string, number>();

export const tab: ReadonlySignal<number | null> = tabBeside;
export const shown: ReadonlySignal<Shown> = computed(() => {
  const now = shownOf(reports.value, trusted.value);
  return now.kind === 'silent' && !settled.value ? { kind: 'waiting' } : now;
});
/** Changes whenever somebody else, or nobody, is on the screen. */
export const screenKey = computed(() => {
  const now = shown.value;
  return now.kind === 'patient' ? `${JSON.stringify(now.binding)}${now.patient.id}` : now.kind;
});
export const patientOnScreen = computed(() => (shown.value.kind === 'patient' ? shown.value.patient : null));

/** The referrals of the patient on the screen: bound to that one document and patient. */
export const bound = createLookup('referrals.read', (asked, answer) =>
  sameBinding(asked.binding, answer.binding) ? misfit(asked.patient, answer) : misfit(null, answer),
);

/** What may be drawn for `screen`, or null: the second guard, beside dropping late answers. */
export function answerFor(screen: PatientShown): AnswerOf<'referrals.read'> | null {
  const { answer } = bound.state.value;
  return answer && sameBinding(answer.binding, screen.binding) && !misfit(screen.patient, answer)
    ? answer
    : null;
}

export function readReferrals({ binding, page, patient }: PatientShown, refresh: boolean): void {
  const { id, birthDate, doctor } = patient;
  void bound.run({ binding, page, refresh, patient: { id, birthDate }, doctor });
}

/** What stood in the way is gone: the patient on the screen is asked for again. */
export function readShownAgain(): void {
  if (shown.value.kind === 'patient') readReferrals(shown.value, true);
}

/** Another tab, or none: nothing of the one before stays. */
export function followTab(id: number | null): void {
  told.clear();
  change(() => {
    tabBeside.value = id;
    trusted.value = false;
    settled.value = false;
    reports.value = [];
  });
}

/** Every document of the tab was asked: from now on silence means that nobody is there. */
export function settle(): void {
  change(() => {
    settled.value = true;
  });
}

/**
 * A document keeps the frame that it was first heard from: once it lies in the back/forward cache, Chromium names
 * another one for it, and both would stay. Its good-bye may come long after its successor's first word, and then
 * covers nobody.
 */
export function hear(report: Report, leaving = false): void {
  if (report.tab !== tabBeside.value) return;
  const { nonce, seq, status, trusted: used } = report.screen;
  const newest = told.get(nonce);
  if (newest !== undefined && seq < newest) return;
  told.set(nonce, leaving ? Number.POSITIVE_INFINITY : seq);
  const known = reports.value.find((one) => one.screen.nonce === nonce);
  if (!known && (leaving || (status === 'waiting' && newest !== undefined))) return;
  const frame = known?.frame ?? report.frame;
  change(() => {
    if (used) trusted.value = true;
    reports.value = [...reports.value.filter((one) => one.frame !== frame), { ...report, frame }];
  });
}

/** What each frame said last; a reading begun before a frame said more must not undo that. */
export function latest(): ReadonlyMap<number, Report> {
  return new Map(reports.value.map((one) => [one.frame, one]));
}

/** Frames that are gone say nothing when they go. */
export function keepFrames(keep: (frame: number) => boolean): void {
  if (reports.value.every((one) => keep(one.frame))) return;
  change(() => {
    reports.value = reports.value.filter((one) => keep(one.frame));
  });
}

/** Covers first, in this very task; only then may anything be asked for. */
function change(apply: () => void): void {
  const before = shown.value;
  flush(() => {
    apply();
    if (!sameShown(before, shown.value)) bound.clear();
  });
  readByItself();
}

/** The helper is back: what failed for want of it is asked again. Call with a screen that was read since. */
export function readAfterReconnect(): void {
  const { error } = bound.state.value;
  if (!error?.key.startsWith('wire:') || error.key === 'wire:cancelled') return;
  bound.clear();
  readByItself();
}

/** Once for each patient: not again after an error or a cancel. */
export function readByItself(): void {
  const { running, answer, error } = bound.state.value;
  if (shown.value.kind === 'patient' && !shown.value.held && !running && !answer && !error) {
    readReferrals(shown.value, false);
  }
}
