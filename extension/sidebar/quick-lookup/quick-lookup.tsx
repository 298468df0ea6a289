import { t } from '../../messaging/i18n.ts';
import { FreeAnswer } from '../referrals/free-answer.tsx';
import { CallProgress } from '../ui/call-progress.tsx';
import { Key } from '../ui/key.tsx';
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
      {answer && <FreeAnswer answer={answer} view="quick" />}
      {(answer || error) && !running && (
        <button type="button" data-refresh aria-keyshortcuts="Alt+R" onClick={() => lookUpTyped(true)}>
          {t('refresh')} <Key name="Alt+R" />
        </button>
      )}
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
      <h3 id="history-title">{t('history_title')}</h3>
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
