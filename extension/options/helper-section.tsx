import { t } from '../messaging/i18n.ts';
import { askHost, host } from '../sidebar/state/host.ts';
import { CheckLinks, DoctorReport, doctorOpen } from '../sidebar/status/doctor-report.tsx';
import { ErrorNotice, Notice } from '../sidebar/ui/notice.tsx';

/** Is the native host there, which one, and every link behind it. */
export function HelperSection() {
  const { state, product, protocol, error } = host.value;
  return (
    <section aria-labelledby="helper-title">
      <h2 id="helper-title">{t('helper_title')}</h2>
      {state !== 'failed' && (
        <Notice tone={state === 'connected' ? 'good' : 'info'} title={t(`host_${state}`)}>
          {product && <p>{t('helper_version', product, protocol ?? '?')}</p>}
        </Notice>
      )}
      {error && <ErrorNotice error={error} />}
      <div class="actions">
        <button type="button" onClick={() => askHost(true)}>
          {t('reconnect')}
        </button>
        <CheckLinks />
      </div>
      {doctorOpen.value && <DoctorReport />}
    </section>
  );
}
