import { t } from '../../messaging/i18n.ts';
import type { Phase } from '../../messaging/send.ts';

interface Props {
  phase: Phase | null;
  onCancel: () => void;
}

/** A call under way. Style keeps it out of sight for the first 300 ms, so that quick answers do not flicker. */
export function CallProgress({ phase, onCancel }: Props) {
  return (
    <div class="progress" role="status">
      <span class="spinner" aria-hidden="true" />
      <span>{t(`phase_${phase ?? 'asking'}`)}</span>
      <button type="button" aria-keyshortcuts="Escape" onClick={onCancel}>
        {t('cancel')}
      </button>
    </div>
  );
}
