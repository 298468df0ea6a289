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

export const tab: ReadonlySignal<number | null> = tabBeside;
export const shown: ReadonlySignal<Shown> = computed(() => shownOf(reports.value));
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

/** Another tab, or none: nothing of the one before stays. */
export function followTab(id: number | null): void {
  change(() => {
    tabBeside.value = id;
    reports.value = [];
  });
}

/** A document of the tab is being left: what it said no longer holds. */
export function forgetTab(): void {
  change(() => {
    reports.value = [];
  });
}

export function hear(report: Report): void {
  if (report.tab !== tabBeside.value || isOlder(report, latest(report.frame))) return;
  change(() => {
    reports.value = [...reports.value.filter((one) => one.frame !== report.frame), report];
  });
}

/** What that frame said last; a reading begun before it said more must not undo it. */
export function latest(frame: number): Report | undefined {
  return reports.value.find((one) => one.frame === frame);
}

function isOlder({ screen }: Report, known: Report | undefined): boolean {
  return known !== undefined && known.screen.nonce === screen.nonce && screen.seq < known.screen.seq;
}

/** Frames that are gone say nothing when they go. */
export function keepFrames(alive: readonly number[]): void {
  if (reports.value.every((one) => alive.includes(one.frame))) return;
  change(() => {
    reports.value = reports.value.filter((one) => alive.includes(one.frame));
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

/** Once for each patient: not again after an error or a cancel. */
export function readByItself(): void {
  const { running, answer, error } = bound.state.value;
  if (shown.value.kind === 'patient' && !shown.value.held && !running && !answer && !error) {
    readReferrals(shown.value, false);
  }
}
