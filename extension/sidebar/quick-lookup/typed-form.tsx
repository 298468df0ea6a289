import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../messaging/i18n.ts';
import { view } from '../state/view.ts';
import { Key } from '../ui/key.tsx';
import { lookUpTyped, objection, typed } from './typed.ts';

/** The field and its one button; what is wrong with the text stands beside it, and only a non-ID is held back. */
export function TypedForm() {
  const input = useRef<HTMLInputElement>(null);
  const against = objection(typed.value);
  // The field is where the doctor goes on typing: it takes the focus when the view comes to the front.
  useEffect(() => {
    if (view.value === 'quick') input.current?.focus();
  }, [view.value]);
  return (
    <form
      class="typed"
      onSubmit={(event) => {
        event.preventDefault();
        void lookUpTyped(false);
      }}
    >
      <label for="typed-id">{t('typed_label')}</label>
      <div class="row">
        <input
          id="typed-id"
          ref={input}
          value={typed}
          onInput={({ currentTarget }) => {
            typed.value = currentTarget.value;
          }}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-describedby="typed-note"
        />
        <button type="submit" class="main" disabled={against === 'shape'}>
          {t('look_up')} <Key name="Enter" />
        </button>
      </div>
      <p id="typed-note" class={against === 'checksum' ? 'warn-text' : 'quiet'} role="status">
        {against ? t(`typed_${against}`) : t('typed_hint')}
      </p>
    </form>
  );
}
