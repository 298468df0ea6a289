import { useSignal } from '@preact/signals';
import { t } from '../messaging/i18n.ts';
import { allow, remove, type SiteEntry, sites, typedPattern } from './sites.ts';

/** Where the extension may work: nowhere, until somebody says so here or in the panel. */
export function SiteSection() {
  return (
    <section aria-labelledby="sites-title">
      <h2 id="sites-title">{t('sites_title')}</h2>
      <p>{t('sites_about')}</p>
      {sites.value.length === 0 && <p class="quiet">{t('sites_none')}</p>}
      <ul class="entries">
        {sites.value.map((entry) => (
          <Entry key={entry.pattern} entry={entry} />
        ))}
      </ul>
      <AddSite />
    </section>
  );
}

function Entry({ entry: { pattern, fixed } }: { entry: SiteEntry }) {
  return (
    <li>
      <span class="id">{pattern}</span>
      {fixed ? (
        <span class="quiet">{t('sites_fixed')}</span>
      ) : (
        <button type="button" aria-label={t('remove_named', pattern)} onClick={() => remove(pattern)}>
          {t('remove')}
        </button>
      )}
    </li>
  );
}

function AddSite() {
  const text = useSignal('');
  const wrong = useSignal(false);
  const add = async (event: Event) => {
    event.preventDefault();
    const pattern = typedPattern(text.value);
    wrong.value = pattern === null;
    if (pattern && (await allow(pattern))) text.value = '';
  };
  return (
    <form class="add" onSubmit={add}>
      <label for="site">{t('sites_add_label')}</label>
      <input
        id="site"
        value={text}
        placeholder="https://his.example"
        aria-describedby="site-note"
        aria-invalid={wrong.value}
        onInput={({ currentTarget }) => {
          text.value = currentTarget.value;
        }}
      />
      <button type="submit" class="main">
        {t('allow_site')}
      </button>
      <p id="site-note" class="warn-text" role="status">
        {wrong.value && t('sites_wrong')}
      </p>
    </form>
  );
}
