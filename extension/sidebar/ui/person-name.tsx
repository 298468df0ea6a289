import { t } from '../../messaging/i18n.ts';

/** Characters that a hospital made itself: no font of ours shows them. */
const HOSPITAL_MADE = /[\u{E000}-\u{F8FF}\u{F0000}-\u{10FFFD}]/u;

/** A name for the eye, never for comparing. */
export function PersonName({ name }: { name: string | null }) {
  if (!name) return <span class="name">{t('name_unknown')}</span>;
  return (
    <span class="name">
      <bdi>{name}</bdi>
      {HOSPITAL_MADE.test(name) && <small>{t('name_rare')}</small>}
    </span>
  );
}
