import { type Html, html } from '../html.ts';
import { maskedId, maskedName, type QueueEntry, rocDate } from '../patient.ts';
import { PREFIX, postbackLink, textBox } from './form.ts';
import type { State } from './viewstate.ts';

export const PAGE_SIZE = 20;

function queueRow(patient: QueueEntry, shown: number): Html {
  const select = postbackLink('gvQueue', `Select$${patient.no}`, '看診');
  return html`<tr class="${patient.no === shown ? 'sel' : ''}"><td>${patient.no}</td><td class="name">${maskedName(patient.name)}</td>
<td>${maskedId(patient.id)}</td><td>${patient.state}</td><td>${select}</td></tr>`;
}

function grid(entries: readonly QueueEntry[], { no, page }: State): Html {
  const pages = Array.from({ length: Math.ceil(entries.length / PAGE_SIZE) }, (_, i) =>
    i === page ? html`<span>${i + 1}</span>` : postbackLink('gvQueue', `Page$${i}`, String(i + 1)),
  );
  const rows = entries.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE).map((one) => queueRow(one, no));
  return html`<table class="grid lines" cellspacing="0" id="${PREFIX}gvQueue">
<tr><th>診號</th><th>姓名</th><th>身分證號</th><th>狀態</th><th></th></tr>${rows}
<tr><td colspan="5" class="pager">${pages}</td></tr></table>`;
}

/** The outer page: the queue, and the two frames of the chosen patient. It shows masked IDs only. */
export function mainPage(entries: readonly QueueEntry[], state: State): Html {
  const { no, rows } = state;
  const query = `no=${no}${rows ? `&rows=${rows}` : ''}`;
  return html`<div class="top"><b>示範醫院 門診診療系統</b>
<span>診間 205　上午診　目前診號 ${textBox('txtNow', no ? String(no) : '', 40)}
<a href="Default.aspx?no=${(no % entries.length) + 1}" id="lnkNext">下一號（連結）</a></span></div>
<table class="lay" cellspacing="0"><tr valign="top"><td class="left">${grid(entries, state)}</td>
<td><iframe id="ifrChart" name="ifrChart" src="Chart.aspx?${query}" title="病歷"></iframe>
<iframe id="ifrLab" name="ifrLab" src="Lab.aspx?no=${no}" title="檢驗報告"></iframe></td></tr></table>`;
}

/** The lab frame: results, and a relative whose ID looks just like a patient's. */
export function labPage(patient: QueueEntry | undefined, relative: QueueEntry | undefined): Html {
  if (!patient || !relative) return html`<p>尚未選擇病人</p>`;
  const results = patient.visit.examinations.map(
    (one) => html`<tr><td>${rocDate(one.date, '')}</td><td>${one.name}</td><td>${one.result}</td></tr>`,
  );
  return html`<table class="grid" cellspacing="0"><tr><td class="lab">親屬</td>
<td>${textBox('txtRelName', relative.name, 150)}</td><td class="lab">身分證號</td>
<td>${textBox('txtRelID', relative.id, 110)}</td><td class="lab">生日</td>
<td>${textBox('txtRelBirth', rocDate(relative.birthDate, ''), 80)}</td></tr></table>
<table class="grid lines" cellspacing="0"><tr><th>日期</th><th>項目</th><th>結果</th></tr>${results}</table>`;
}
