import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { LINKS } from '../../../shared/protocol/doctor-links.ts';
import { errorText } from '../../../shared/protocol/errors/texts.ts';
import type { AnswerOf } from '../../../shared/protocol/messages.ts';
import type { ErrorBody } from '../../../shared/protocol/schemas.ts';
import { language, t } from '../../messaging/i18n.ts';
import { errorBodyOf, send } from '../../messaging/send.ts';
import { CallProgress } from '../ui/call-progress.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { SamButton } from './sam-button.tsx';

type Link = AnswerOf<'doctor.run'>['links'][number];

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
const links = signal<readonly Link[] | null>(null);
const failed = signal<ErrorBody | null>(null);
const running = signal<AbortController | null>(null);

/** Every link from the browser to the NHI's answer, one line each. Runs when it is opened. */
export function DoctorReport() {
  useEffect(() => {
    void run();
    return () => running.peek()?.abort();
  }, []);
  return (
    <section class="doctor" aria-labelledby="doctor-title">
      <h3 id="doctor-title">{t('doctor_title')}</h3>
      {running.value && <CallProgress phase="checking" onCancel={() => running.value?.abort()} />}
      {failed.value && <ErrorNotice error={failed.value} />}
      {links.value && (
        <ul>
          {links.value.map((link) => (
            <LinkLine key={link.link} link={link} />
          ))}
        </ul>
      )}
      {!running.value && (
        <button type="button" onClick={run}>
          {t('doctor_again')}
        </button>
      )}
    </section>
  );
}

function LinkLine({ link: { link, state, detail, error } }: { link: Link }) {
  return (
    <li class={state}>
      <strong>{t(`doctor_${state}`)}</strong> <span>{linkText(link)}</span> <bdi>{detail}</bdi>
      {error && <p>{errorText(error.key)[language()].next}</p>}
      {error?.key === 'reader:4050' && <SamButton onDone={run} />}
    </li>
  );
}

/** A newer host may look at more links than we have words for. */
function linkText(link: string): string {
  const known = LINKS.find((name) => name === link);
  return known ? t(`link_${known}`) : link;
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
