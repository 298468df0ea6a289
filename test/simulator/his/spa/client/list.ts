import type { QueueItem } from './api.ts';
import { el } from './dom.ts';

/** Everyone, masked; a row leads to the patient's masked view. */
export function listView(items: QueueItem[], open: (no: number) => void): HTMLElement {
  const row = (item: QueueItem) =>
    el(
      'tr',
      {},
      ...[String(item.no), item.maskedName, item.maskedId, item.state].map((text) => el('td', {}, text)),
      el('td', {}, el('button', { class: 'btn', type: 'button', onclick: () => open(item.no) }, '開啟')),
    );
  const head = ['診號', '姓名', '身分證號', '狀態', ''].map((text) => el('th', {}, text));
  return el(
    'section',
    { class: 'masked-list' },
    el('h2', { class: 'block__title' }, '病人清單（隱碼）｜尚未選擇病人'),
    el(
      'table',
      { class: 'table' },
      el('thead', {}, el('tr', {}, ...head)),
      el('tbody', {}, ...items.map(row)),
    ),
  );
}
