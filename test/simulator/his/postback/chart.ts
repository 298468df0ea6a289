import { type Html, html } from '../html.ts';
import { labRows, type QueueEntry, rocDate } from '../patient.ts';
import { LINES, values } from './fields.ts';
import { PREFIX, postbackLink, textArea, textBox } from './form.ts';
import type { State } from './viewstate.ts';

const button = (id: string, text: string) =>
  html`<input type="button" value="${text}" id="${PREFIX}${id}" class="btn" />`;

/** The buttons, one for each way in which this HIS changes its patient. They stay when the panel is replaced. */
const commands = html`<div class="bar">${button('btnNextValue', '下一號（AJAX）')}
${button('btnNextPartial', '下一號（局部更新）')}
${postbackLink('btnNext', '', '下一號')} | ${postbackLink('btnMask', '', '隱碼切換')} | ${postbackLink('btnFinish', '', '完診')}
| ${postbackLink('btnClear', '', '清除')}</div>`;

function headerTable(v: Record<string, string>): Html {
  const cell = (text: string, control: string, width: number) =>
    html`<td class="lab">${text}</td><td>${textBox(control, v[control] ?? '', width)}</td>`;
  return html`<table class="grid" cellspacing="0">
<tr>${cell('診號', 'txtSeqNo', 40)}${cell('病歷號', 'txtChartNo', 90)}${cell('姓名', 'txtPatName', 150)}${cell('性別', 'txtSex', 30)}</tr>
<tr>${cell('狀態', 'txtVisitState', 60)}${cell('身分證號', 'txtPatID', 110)}${cell('生日', 'txtBirth', 80)}${cell('就診別', 'txtVisitType', 80)}</tr>
<tr>${cell('科別', 'txtDept', 110)}${cell('醫師', 'txtDoctor', 90)}<td class="lab">訊息</td><td colspan="3">${textBox('txtMessage', v.txtMessage ?? '', 240)}</td></tr>
</table>`;
}

function visitTable(v: Record<string, string>): Html {
  const box = (control: string, width: number) => textBox(control, v[control] ?? '', width);
  const each = (line: (i: number) => Html) => Array.from({ length: LINES }, (_, i) => line(i));
  return html`<table class="grid" cellspacing="0">
<tr><td class="lab">主訴</td><td>${textArea('txtCC', v.txtCC ?? '', 2)}</td></tr>
<tr><td class="lab">病史</td><td>${textArea('txtPI', v.txtPI ?? '', 2)}</td></tr>
<tr><td class="lab">過敏</td><td>${box('txtAllergy', 240)}</td></tr>
<tr><td class="lab">診斷</td><td>${each((i) => html`<div class="dx">${box(`txtDx${i}Code`, 70)} ${box(`txtDx${i}Name`, 420)}</div>`)}</td></tr>
<tr><td class="lab">用藥</td><td>${each((i) => html`<div class="rx">${box(`txtRx${i}`, 500)}</div>`)}</td></tr>
<tr><td class="lab">檢查</td><td>${each((i) => html`<div class="ex">${box(`txtEx${i}Date`, 70)} ${box(`txtEx${i}Name`, 150)} ${box(`txtEx${i}Result`, 260)}</div>`)}</td></tr>
</table>`;
}

/** The patient's part of the chart: what an UpdatePanel replaces as a whole. */
export function panel(patient: QueueEntry | undefined, state: State): Html {
  const v = values(patient, state);
  return html`${headerTable(v)}${visitTable(v)}`;
}

function history(rows: number): Html {
  const row = (one: { date: string; name: string; result: string; range: string }) =>
    html`<tr><td>${rocDate(one.date, '')}</td><td>${one.name}</td><td>${one.result}</td><td>${one.range}</td></tr>`;
  return html`<table class="grid lines" cellspacing="0" id="${PREFIX}gvHistory">
<tr><th>日期</th><th>項目</th><th>結果</th><th>參考值</th></tr>${labRows(rows).map(row)}</table>`;
}

export function chart(patient: QueueEntry | undefined, state: State): Html {
  return html`${commands}<div id="${PREFIX}UpdatePanel1">${panel(patient, state)}</div>
${state.rows > 0 ? history(state.rows) : html``}`;
}
