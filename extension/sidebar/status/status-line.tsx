import { computed } from '@preact/signals';
import { errorText } from '../../../shared/protocol/errors/texts.ts';
import type { ErrorBody } from '../../../shared/protocol/schemas.ts';
import { language, t } from '../../messaging/i18n.ts';
import { cardLookup } from '../card-lookup/card.ts';
import { typedLookup } from '../quick-lookup/typed.ts';
import { host } from '../state/host.ts';
import { bound, readShownAgain, shown } from '../state/screen.ts';
import { access } from '../state/site.ts';
import { Reconnect } from '../ui/next-step.tsx';
import { CheckLinks, DoctorReport, doctorOpen } from './doctor-report.tsx';
import { ownLines } from './own-lines.ts';
import { SamButton } from './sam-button.tsx';

/** One quiet line: the helper, the reader, and one next step. */
export function StatusLine() {
  const { state, product, error } = host.value;
  const trouble = error ?? lastError.value;
  const words = trouble && errorText(trouble.key)[language()];
  return (
    <footer class="status">
      {doctorOpen.value && <DoctorReport own={ownLines(shown.value, access.value)} />}
      <p role="status">
        <span class={`dot ${state}`} aria-hidden="true" />
        {t(`host_${state}`)}
        {product && <span class="quiet"> {product}</span>}
        {words && <span class="trouble"> · {words.what}</span>}
        {/* Nobody need be on the screen to be without a helper; what a lookup failed with stands above. */}
        {error && <span class="next"> {words?.next}</span>}
      </p>
      <NextStep trouble={trouble} />
    </footer>
  );
}

/** The newest word of each lookup; what went well since has no error left. */
const lastError = computed<ErrorBody | null>(() => {
  const states = [bound.state.value, typedLookup.state.value, cardLookup.state.value];
  const failures = states.map(({ answer, error }) => error ?? ownFailure(answer));
  return failures.find((one) => one && one.key !== 'wire:cancelled') ?? null;
});

function ownFailure(answer: { own: { kind: string; error?: ErrorBody } } | null): ErrorBody | null {
  return answer?.own.kind === 'failed' ? (answer.own.error ?? null) : null;
}

function NextStep({ trouble }: { trouble: ErrorBody | null }) {
  if (host.value.state === 'failed') return <Reconnect />;
  if (trouble?.key === SAM_NOT_AUTHENTICATED) return <SamButton onDone={readShownAgain} />;
  return <CheckLinks />;
}

/** facts.md section 3: SAM not authenticated, `csVerifySAMDC` and retry. */
const SAM_NOT_AUTHENTICATED = 'reader:4050';
