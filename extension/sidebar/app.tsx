import { useEffect } from 'preact/hooks';
import { t } from '../messaging/i18n.ts';
import { cardLookup } from './card-lookup/card.ts';
import { CardLookup } from './card-lookup/card-lookup.tsx';
import { QuickLookup } from './quick-lookup/quick-lookup.tsx';
import { typedLookup } from './quick-lookup/typed.ts';
import { ScreenPatient } from './screen-patient/screen-patient.tsx';
import { bound } from './state/screen.ts';
import { VIEWS, type View, view } from './state/view.ts';
import { StatusLine } from './status/status-line.tsx';
import { Tabs } from './ui/tabs.tsx';

const LETTERS: Readonly<Record<View, string>> = { screen: 'P', quick: 'Q', card: 'C' };
const CONTENT = { screen: ScreenPatient, quick: QuickLookup, card: CardLookup };
const LOOKUPS = { screen: bound, quick: typedLookup, card: cardLookup };

export function App() {
  useEffect(() => {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  const tabs = VIEWS.map((name) => ({ name, title: t(`view_${name}`), letter: LETTERS[name] }));
  return (
    <>
      <header>
        <h1 class="unseen">{t('panel_title')}</h1>
        <Tabs tabs={tabs} chosen={view} label={t('views_label')} />
      </header>
      <main>
        {VIEWS.map((name) => {
          const Content = CONTENT[name];
          return (
            <section
              key={name}
              id={`view-${name}`}
              role="tabpanel"
              aria-labelledby={`tab-${name}`}
              hidden={view.value !== name}
            >
              <Content />
            </section>
          );
        })}
      </main>
      <StatusLine />
    </>
  );
}

/** Alt with a letter goes to a view, Alt+R asks again, Escape gives up the lookup in front. */
function onKey(event: KeyboardEvent): void {
  if (event.key === 'Escape') LOOKUPS[view.value].cancel();
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  const letter = event.code.replace(/^Key/, '');
  const chosen = VIEWS.find((name) => LETTERS[name] === letter);
  if (chosen) view.value = chosen;
  else if (letter === 'R') document.querySelector<HTMLElement>(`#view-${view.value} [data-refresh]`)?.click();
  else return;
  event.preventDefault();
}
