import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import {
  type DoctorLine,
  linkText,
  notesText,
  remedyText,
  stateText,
} from '../../../shared/protocol/doctor-texts.ts';
import type { ErrorBody } from '../../../shared/protocol/schemas.ts';
import { language, t } from '../../messaging/i18n.ts';
import { errorBodyOf, send } from '../../messaging/send.ts';
import { CallProgress } from '../ui/call-progress.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { SamButton } from './sam-button.tsx';

export const doctorOpen = signal(false);

/** Opens and closes the report. */
export function CheckLinks() {
  return (
    <button
      type="button"
      aria-expanded={doctorOpen.value}
      onClick={() => {
        doctorOpen.value = !doctorOpen.value;
      }}
    >
      {t('check_links')}
    </button>
  );
}
const links = signal<readonly DoctorLine[] | null>(null);
const failed = signal<ErrorBody | null>(null);
const running = signal<AbortController | null>(null);

/**
 * Every link from the browser to the NHI's answer, one line each. Runs when it is opened. `own`: what this page
 * sees by itself, in place of what the host remembers of it, and there without the host.
 */
export function DoctorReport({ own = [] }: { own?: readonly DoctorLine[] }) {
  useEffect(() => {
    void run();
    return () => running.peek()?.abort();
  }, []);
  return (
    <section class="doctor" aria-labelledby="doctor-title">
      <h3 id="doctor-title">{t('doctor_title')}</h3>
      {running.value && <CallProgress phase="checking" onCancel={() => running.value?.abort()} />}
      {failed.value && <ErrorNotice error={failed.value} />}
      <ul>
        {own.map((line) => (
          <LinkLine key={line.link} line={line} />
        ))}
        {(links.value ?? [])
          .filter(({ link }) => !own.some((line) => line.link === link))
          .map((line) => (
            <LinkLine key={line.link} line={line} />
          ))}
      </ul>
      {!running.value && (
        <button type="button" onClick={run}>
          {t('doctor_again')}
        </button>
      )}
    </section>
  );
}

function LinkLine({ line }: { line: DoctorLine }) {
  const remedy = remedyText(line, language());
  return (
    <li class={line.state} data-link={line.link}>
      <strong>{stateText(line.state, language())}</strong> <b>{linkText(line.link, language())}</b>{' '}
      <bdi>{notesText(line.notes, language())}</bdi>
      {remedy && <p>{remedy}</p>}
      {line.error?.key === 'reader:4050' && <SamButton onDone={run} />}
    </li>
  );
}

async function run(): Promise<void> {
  const mine = new AbortController();
  running.value = mine;
  failed.value = null;
  try {
    links.value = (await send('doctor.run', {}, { signal: mine.signal })).links;
  } catch (thrown) {
    failed.value = errorBodyOf(thrown);
  } finally {
    if (running.value === mine) running.value = null;
  }
}
