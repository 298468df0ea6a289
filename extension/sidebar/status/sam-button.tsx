import { signal } from '@preact/signals';
import type { ErrorBody } from '../../../shared/protocol/schemas.ts';
import { t } from '../../messaging/i18n.ts';
import { errorBodyOf, send } from '../../messaging/send.ts';
import { ErrorNotice } from '../ui/notice.tsx';

const verifying = signal(false);
const failed = signal<ErrorBody | null>(null);

/** Authenticates the security module because the user said so: never by itself. */
export function SamButton({ onDone }: { onDone?: () => void }) {
  return (
    <>
      <button type="button" class="main" disabled={verifying.value} onClick={() => verify(onDone)}>
        {t(verifying.value ? 'sam_running' : 'sam_verify')}
      </button>
      {failed.value && <ErrorNotice error={failed.value} />}
    </>
  );
}

async function verify(onDone: (() => void) | undefined): Promise<void> {
  verifying.value = true;
  failed.value = null;
  try {
    await send('reader.verifySam', {});
    onDone?.();
  } catch (thrown) {
    failed.value = errorBodyOf(thrown);
  } finally {
    verifying.value = false;
  }
}
