import { t } from '../../messaging/i18n.ts';
import { askHost } from '../state/host.ts';
import { Key } from './key.tsx';

interface Props {
  title: string;
  onClick: () => void;
}

/** Looks up, or looks up again: Alt+R wherever it stands. */
export function LookUpAgain({ title, onClick }: Props) {
  return (
    <div class="actions end">
      <button type="button" data-refresh aria-keyshortcuts="Alt+R" onClick={onClick}>
        {title} <Key name="Alt+R" />
      </button>
    </div>
  );
}

export function Reconnect() {
  return (
    <button type="button" class="main" onClick={() => askHost(true)}>
      {t('reconnect')}
    </button>
  );
}
