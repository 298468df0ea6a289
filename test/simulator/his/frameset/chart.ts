import { type Html, html } from '../html.ts';
import { ageInYears, labRows, type QueueEntry, rocDate, sexName } from '../patient.ts';

const label = (text: string) => html`<td bgcolor="#b9c9da" align="right" nowrap>${text}</td>`;
const value = (text: string, width = '') => html`<td bgcolor="#ffffff" width="${width}" nowrap>${text}</td>`;
const title = (text: string) =>
  html`<tr><td colspan="8" bgcolor="#5f7fa3"><font color="#ffffff">◎ ${text}</font></td></tr>`;

function header(patient: QueueEntry, state: string): Html {
  return html`<table width="100%" border="1" cellspacing="0" cellpadding="2" bordercolor="#8ea6bf">
<tr>${label('病歷號碼')}${value(patient.chartNo, '14%')}${label('姓　　名')}${value(patient.name, '18%')}
${label('性　　別')}${value(sexName(patient.sex), '10%')}${label('年　　齡')}${value(`${ageInYears(patient.birthDate)} 歲`)}</tr>
<tr>${label('身分證號')}${value(patient.id)}${label('出生日期')}${value(rocDate(patient.birthDate, '/'))}
${label('就診科別')}${value(patient.department)}${label('主治醫師')}${value(patient.doctor)}</tr>
<tr>${label('診　　號')}${value(String(patient.no))}${label('就 診 別')}${value(patient.visitType)}
${label('看診狀態')}${value(state)}${label('身 分 別')}${value('健保')}</tr></table>`;
}

/** Free text of the visit: a label cell, and a value cell across the rest of the row. */
const textRow = (name: string, text: string) =>
  html`<tr>${label(name)}<td colspan="7" bgcolor="#ffffff">${text}</td></tr>`;

function visit(patient: QueueEntry): Html {
  const { chiefComplaint, history, allergy, diagnoses, medications } = patient.visit;
  return html`<table width="100%" border="1" cellspacing="0" cellpadding="2" bordercolor="#8ea6bf">
${title('病情摘要')}${textRow('主　　訴', chiefComplaint)}${textRow('病　　史', history)}${textRow('過 敏 史', allergy)}
</table><table width="100%" border="1" cellspacing="0" cellpadding="2" bordercolor="#8ea6bf">
<tr><th width="40">序</th><th width="110">ICD-10-CM</th><th>診斷名稱</th></tr>
${diagnoses.map((one, i) => html`<tr bgcolor="#ffffff"><td align="center">${i + 1}</td><td>${one.code}</td><td>${one.name}</td></tr>`)}
</table><table width="100%" border="1" cellspacing="0" cellpadding="2" bordercolor="#8ea6bf">
<tr><th width="40">序</th><th>處方用藥</th></tr>
${medications.map((drug, i) => html`<tr bgcolor="#ffffff"><td align="center">${i + 1}</td><td>${drug}</td></tr>`)}</table>`;
}

const resultRow = (row: { date: string; name: string; result: string }) =>
  html`<tr bgcolor="#ffffff"><td>${rocDate(row.date, '/')}</td><td>${row.name}</td><td>${row.result}</td></tr>`;

function results(patient: QueueEntry, rows: number): Html {
  return html`<table width="100%" border="1" cellspacing="0" cellpadding="2" bordercolor="#8ea6bf">
<tr><th width="90">檢查日期</th><th width="220">檢驗檢查項目</th><th>結果</th></tr>
${[...patient.visit.examinations, ...labRows(rows)].map(resultRow)}</table>`;
}

const link = (href: string, text: string, target = '_self') =>
  html`[<a href="${href}" target="${target}">${text}</a>]`;

function actions({ no }: QueueEntry, count: number): Html {
  const next = (no % count) + 1;
  const previous = ((no + count - 2) % count) + 1;
  return html`<table width="100%" border="0" cellspacing="0" cellpadding="3"><tr><td>
${link(`chart.asp?no=${previous}`, '上一號')} ${link(`chart.asp?no=${next}`, '下一號')}
${link(`chart.asp?no=${no}&end=1`, '完診')} ${link(`./?no=${next}`, '整頁開啟下一號', '_top')}</td>
<td align="right">緊急聯絡人：家屬　02-2345-6789</td></tr></table>`;
}

/** One patient's whole page. `rows` adds that many results of long ago. */
export function chart(patient: QueueEntry, count: number, ended: boolean, rows: number): Html {
  const state = ended ? '已完診' : patient.state;
  return html`${header(patient, state)}${actions(patient, count)}${visit(patient)}${results(patient, rows)}`;
}
