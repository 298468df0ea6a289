import { CodedError, type ErrorKey } from '../../../shared/protocol/errors/codes.ts';
import { toErrorBody } from '../../../shared/protocol/errors/texts.ts';
import { t } from '../../messaging/i18n.ts';
import type { Shown } from '../state/shown.ts';
import { access } from '../state/site.ts';
import { view } from '../state/view.ts';
import { AddSite } from '../ui/add-site.tsx';
import { ErrorNotice, Notice } from '../ui/notice.tsx';

/** Every reason why no patient stands here, and the way on. */
export function NoPatient({ shown }: { shown: Exclude<Shown, { kind: 'patient' }> }) {
  switch (shown.kind) {
    case 'waiting':
      return <Notice tone="info" title={t('screen_waiting')} />;
    case 'noPatient':
      return (
        <Notice tone="info" title={t('screen_noPatient')}>
          <p>{t('screen_noPatient_next')}</p>
          <OtherWays />
        </Notice>
      );
    case 'masked':
      return <Coded cause="app:idMasked" />;
    case 'several':
      return (
        <Notice tone="bad" title={t('screen_several')}>
          <p>{t('screen_several_next')}</p>
        </Notice>
      );
    case 'moved':
      return <Coded cause="app:adapterMoved" field={shown.field} />;
    case 'unclear':
      return <Coded cause="app:identityUnclear" field={shown.field} />;
    case 'silent':
      return <Silent />;
  }
}

function Coded({ cause, field = null }: { cause: ErrorKey; field?: string | null }) {
  return (
    <ErrorNotice error={toErrorBody(new CodedError(cause, field ?? undefined))}>
      <OtherWays />
    </ErrorNotice>
  );
}

/** No document of the tab says anything: no permission, no adapter, or no page to work on. */
function Silent() {
  if (access.value === 'permitted') return <Coded cause="app:noAdapter" />;
  if (access.value === 'foreign') return <Notice tone="info" title={t('site_foreign')} />;
  return (
    <Notice tone="info" title={t('site_unknown')}>
      <p>{t('site_unknown_next')}</p>
      <AddSite />
    </Notice>
  );
}

function OtherWays() {
  return (
    <div class="actions">
      <button
        type="button"
        onClick={() => {
          view.value = 'quick';
        }}
      >
        {t('view_quick')}
      </button>
      <button
        type="button"
        onClick={() => {
          view.value = 'card';
        }}
      >
        {t('view_card')}
      </button>
    </div>
  );
}
