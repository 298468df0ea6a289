import type { ComponentChildren } from 'preact';
import { CONTEXT_FIELDS } from '../../../shared/adapter/adapter.ts';
import { errorText } from '../../../shared/protocol/errors/texts.ts';
import type { ErrorBody } from '../../../shared/protocol/schemas.ts';
import { language, t } from '../../messaging/i18n.ts';

export type Tone = 'info' | 'good' | 'warn' | 'bad';

interface NoticeProps {
  tone: Tone;
  title: string;
  children?: ComponentChildren;
}

/** A boxed message: what is so, and below it what to do. */
export function Notice({ tone, title, children }: NoticeProps) {
  return (
    <div class={`notice ${tone}`}>
      <strong>{title}</strong>
      {children}
    </div>
  );
}

/** What happened, what to do next, and the code to tell IT. */
export function ErrorNotice({ error, children }: { error: ErrorBody; children?: ComponentChildren }) {
  const { what, next } = errorText(error.key)[language()];
  return (
    <div class={`notice ${error.class === 'fatal' ? 'bad' : 'warn'}`} role="alert">
      <strong>{what}</strong>
      <p>{next}</p>
      <p class="quiet">
        {t('error_code', error.key)}
        {error.field && ` · ${t('error_field', fieldText(error.field))}`}
      </p>
      {children && <div class="actions">{children}</div>}
    </div>
  );
}

/** The fields of a HIS page have names that a doctor knows; any other is IT's. */
function fieldText(field: string): string {
  const known = CONTEXT_FIELDS.find((name) => name === field);
  return known ? t(`his_${known}`) : field;
}
