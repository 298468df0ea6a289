import { useSignal } from '@preact/signals';
import { t } from '../messaging/i18n.ts';
import { Notice } from '../sidebar/ui/notice.tsx';
import { adapters, type ImportFault, keepAdapter, readAdapter, removeAdapter } from './adapters.ts';

/** How HIS pages show their patient, as files: import, list, remove. */
export function AdapterSection() {
  return (
    <section aria-labelledby="adapters-title">
      <h2 id="adapters-title">{t('adapters_title')}</h2>
      <p>{t('adapters_about')}</p>
      {adapters.value.length === 0 && <p class="quiet">{t('adapters_none')}</p>}
      <ul class="entries">
        {adapters.value.map(({ id, title, match }) => (
          <li key={id}>
            <span>
              <bdi>{title}</bdi> <span class="quiet">{[id, ...match.origins].join(' · ')}</span>
            </span>
            <button type="button" aria-label={t('remove_named', title)} onClick={() => removeAdapter(id)}>
              {t('remove')}
            </button>
          </li>
        ))}
      </ul>
      <Import />
    </section>
  );
}

type Outcome = ImportFault | { kind: 'kept'; title: string };

function Import() {
  const outcome = useSignal<Outcome | null>(null);
  const take = async ({ currentTarget }: Event & { currentTarget: HTMLInputElement }) => {
    const file = currentTarget.files?.[0];
    currentTarget.value = '';
    if (file) outcome.value = await keep(await file.text());
  };
  return (
    <div class="add">
      <label for="adapter-file">{t('adapters_import')}</label>
      <input id="adapter-file" type="file" accept=".json,application/json" onChange={take} />
      <div role="status">{outcome.value && <Told outcome={outcome.value} />}</div>
    </div>
  );
}

async function keep(text: string): Promise<Outcome> {
  const read = readAdapter(text);
  if ('kind' in read) return read;
  await keepAdapter(read);
  return { kind: 'kept', title: read.title };
}

function Told({ outcome }: { outcome: Outcome }) {
  if (outcome.kind === 'kept') return <Notice tone="good" title={t('adapters_kept', outcome.title)} />;
  const title = outcome.kind === 'json' ? t('adapters_json') : t('adapters_field', outcome.field);
  return (
    <Notice tone="bad" title={title}>
      <p>{t('adapters_fault_next')}</p>
    </Notice>
  );
}
