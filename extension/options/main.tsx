import { render } from 'preact';
import { markLanguage, t } from '../messaging/i18n.ts';
import { watchHost } from '../sidebar/state/host.ts';
import { AdapterSection } from './adapter-section.tsx';
import { watchAdapters } from './adapters.ts';
import { HelperSection } from './helper-section.tsx';
import { SiteSection } from './site-section.tsx';
import { watchSites } from './sites.ts';

const root = document.getElementById('options');
if (!root) throw new Error('#options is missing');

markLanguage();
document.title = t('options_title');
watchHost();
watchSites();
watchAdapters();
render(
  <>
    <h1>{t('options_title')}</h1>
    <HelperSection />
    <SiteSection />
    <AdapterSection />
  </>,
  root,
);
