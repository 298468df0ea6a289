import { queue } from './api.ts';
import { el, show } from './dom.ts';
import { delaySource } from './late.ts';
import { listView } from './list.ts';
import { quickView } from './quick.ts';
import { PatientViews } from './views.ts';
import { VirtualList } from './virtual-list.ts';

const query = new URLSearchParams(location.search);
const items = await queue();
const list = new VirtualList(items, (no) => go(`/visit/${no}`));
const patients = new PatientViews(delaySource(query), Number(query.get('rows') ?? 0));
const empty = el('p', { class: 'no-patient' }, '尚未選擇病人');
const quick = quickView(items.length);
const masked = listView(items, (no) => go(`/private/${no}`));
const fullLink = el('a', { class: 'nav__full', href: '/visit/1' }, '整頁開啟下一號');

const current = () => Number(/^\/(?:visit|private)\/(\d+)$/.exec(location.pathname)?.[1] ?? 0);
const following = () => (current() % items.length) + 1;

function go(path: string): void {
  history.pushState(null, '', path + location.search);
  render();
}

function render(): void {
  const no = current();
  const { pathname } = location;
  if (no) patients.show(no, pathname.startsWith('/private/'));
  else patients.hideAll();
  show(quick, pathname === '/quick');
  show(masked, pathname === '/list');
  show(empty, !no && pathname !== '/quick' && pathname !== '/list');
  fullLink.setAttribute('href', `/visit/${following()}${location.search}`);
  list.mark(no);
}

const button = (name: string, text: string, onclick: () => void) =>
  el('button', { class: `btn nav__${name}`, type: 'button', onclick }, text);

const nav = el(
  'nav',
  { class: 'nav' },
  el('b', { class: 'nav__title' }, '示範醫院 智慧門診'),
  button('next', '下一號', () => go(`/visit/${following()}`)),
  button('finish', '完診', () => patients.finish()),
  button('clear', '清除', () => go('/')),
  button('list', '病人清單', () => go('/list')),
  button('quick', '快速叫號', () => go('/quick')),
  fullLink,
  el('a', { class: 'nav__notice', href: '/notice.html' }, '院內公告'),
);

document
  .getElementById('app')
  ?.replaceChildren(
    nav,
    el(
      'main',
      { class: 'layout' },
      el('aside', { class: 'side' }, list.element),
      el('div', { class: 'content' }, empty, patients.element, quick, masked),
    ),
  );
list.fit();
addEventListener('popstate', render);
addEventListener('resize', () => list.fit());
if (query.has('rows') && location.pathname === '/')
  history.replaceState(null, '', `/visit/1${location.search}`);
render();
