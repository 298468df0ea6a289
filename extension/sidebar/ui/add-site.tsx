import { useSignal } from '@preact/signals';
import { t } from '../../messaging/i18n.ts';
import { allow, typedPattern } from '../state/site.ts';

/** The address of a HIS, typed or pasted: the browser then asks the user. */
export function AddSite() {
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
