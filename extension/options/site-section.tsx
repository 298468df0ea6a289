import { t } from '../messaging/i18n.ts';
import { AddSite } from '../sidebar/ui/add-site.tsx';
import { remove, type SiteEntry, sites } from './sites.ts';

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
