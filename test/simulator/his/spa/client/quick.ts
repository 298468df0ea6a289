import { patient as fetchPatient, type Patient } from './api.ts';
import { el } from './dom.ts';

const FIELDS: [label: string, name: string, text: (patient: Patient) => string][] = [
  ['診號', 'no', (one) => String(one.no)],
  ['身分證號', 'idno', (one) => one.id],
  ['姓名', 'name', (one) => one.name],
  ['性別', 'sex', (one) => one.sex],
  ['生日', 'birth', (one) => one.birth],
  ['病歷號', 'chart', (one) => one.chartNo],
  ['科別', 'dept', (one) => one.department],
  ['醫師', 'doctor', (one) => one.doctor],
  ['就診別', 'visit-type', (one) => one.visitType],
  ['狀態', 'state', (one) => one.state],
  ['主訴', 'cc', (one) => one.chiefComplaint],
  ['提示', 'hint', () => ''],
];

/** Quick call: made once, and from then on only `value` of its fields is set. */
export function quickView(count: number): HTMLElement {
  const inputs = new Map(
    FIELDS.map(([, name]) => [
      name,
      el('input', { class: `quick__${name}`, readonly: '' }) as HTMLInputElement,
    ]),
  );
  const hint = inputs.get('hint');
  if (hint) hint.value = '尚未選擇病人，請叫號';
  const call = async () => {
    const patient = await fetchPatient((Number(inputs.get('no')?.value) % count) + 1);
    for (const [, name, text] of FIELDS) {
      const input = inputs.get(name);
      if (input) input.value = text(patient);
    }
  };
  const rows = FIELDS.map(([label, name]) =>
    el('label', { class: 'quick__row' }, el('span', {}, label), inputs.get(name) ?? null),
  );
  const button = el(
    'button',
    { class: 'btn quick__next', type: 'button', onclick: () => void call() },
    '叫下一號',
  );
  return el('section', { class: 'quick' }, el('h2', { class: 'block__title' }, '快速叫號'), ...rows, button);
}
