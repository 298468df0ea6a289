import { render } from 'preact';
import { markLanguage, t } from '../messaging/i18n.ts';
import { App } from './app.tsx';
import { watchCard } from './card-lookup/card.ts';
import { follow } from './state/follow.ts';
import { watchHost } from './state/host.ts';

const root = document.getElementById('panel');
if (!root) throw new Error('#panel is missing');

markLanguage();
document.title = t('panel_title');
watchHost();
watchCard();
render(<App />, root);
void follow(location.search);
