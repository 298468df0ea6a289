import { t } from '../../messaging/i18n.ts';
import { FreeAnswer } from '../referrals/free-answer.tsx';
import { CallProgress } from '../ui/call-progress.tsx';
import { LookUpAgain } from '../ui/next-step.tsx';
import { ErrorNotice } from '../ui/notice.tsx';
import { PersonName } from '../ui/person-name.tsx';
import { history, lookUpTyped, typed, typedLookup } from './typed.ts';
import { TypedForm } from './typed-form.tsx';

/** One ID, typed or pasted. Bound to nothing on the screen. */
export function QuickLookup() {
  const { running, answer, error } = typedLookup.state.value;
  return (
    <>
      <TypedForm />
      {running && <CallProgress phase={running.phase} onCancel={typedLookup.cancel} />}
      {error && <ErrorNotice error={error} />}
      {(answer || error) && !running && (
        <LookUpAgain title={t('refresh')} onClick={() => lookUpTyped(true)} />
      )}
      {answer && <FreeAnswer answer={answer} view="quick" />}
      <History />
    </>
  );
}

function History() {
  if (history.value.length === 0) return null;
  const again = (id: string) => {
    typed.value = id;
    void lookUpTyped(false);
  };
  return (
    <section aria-labelledby="history-title">
      <h2 id="history-title">{t('history_title')}</h2>
      <ul class="history">
        {history.value.map(({ id, name }) => (
          <li key={id}>
            <button type="button" onClick={() => again(id)}>
              <span class="id">{id}</span> <PersonName name={name} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
