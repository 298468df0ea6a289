import { errorText } from '../../../shared/protocol/errors/texts.ts';
import { language, t } from '../../messaging/i18n.ts';
import { ReferralAnswer } from '../referrals/referral-answer.tsx';
import { host } from '../state/host.ts';
import { answerFor, bound, readReferrals, shown } from '../state/screen.ts';
import type { PatientShown } from '../state/shown.ts';
import { CallProgress } from '../ui/call-progress.tsx';
import { LookUpAgain, Reconnect } from '../ui/next-step.tsx';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import { NoPatient } from './no-patient.tsx';
import { PatientHeader } from './patient-header.tsx';

/** The patient on the screen. Drawn anew for each document and patient, so that nothing is carried over. */
export function ScreenPatient() {
  const screen = shown.value;
  if (screen.kind !== 'patient') return <NoPatient shown={screen} />;
  const { tab, frame, nonce, seq } = screen.binding;
  return (
    <article class="patient" data-bound key={`${tab}/${frame}/${nonce}/${seq}`}>
      <PatientHeader patient={screen.patient} />
      <Referrals screen={screen} />
    </article>
  );
}

function Referrals({ screen }: { screen: PatientShown }) {
  const { running, error } = bound.state.value;
  const answer = answerFor(screen);
  return (
    <>
      {running && <CallProgress phase={running.phase} onCancel={bound.cancel} />}
      {error && <ErrorNotice error={error} />}
      {!running && !answer && !error && <Held screen={screen} />}
      {!running && <Again screen={screen} asked={answer !== null || error !== null} />}
      {answer && <ReferralAnswer answer={answer} view="screen" />}
    </>
  );
}

/** The one next step: without the helper, reconnecting; it then looks up by itself. */
function Again({ screen, asked }: { screen: PatientShown; asked: boolean }) {
  if (host.value.state === 'failed') return <Reconnect />;
  return (
    <LookUpAgain title={t(asked ? 'refresh' : 'look_up')} onClick={() => readReferrals(screen, asked)} />
  );
}

/** Not looked up by itself, and why: one press does it. */
function Held({ screen }: { screen: PatientShown }) {
  if (!screen.held) return null;
  const { what, next } = errorText(screen.held)[language()];
  return (
    <Notice tone="info" title={what}>
      <p>{next}</p>
    </Notice>
  );
}
