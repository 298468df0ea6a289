import { type Html, html } from '../html.ts';
import { maskedId, maskedName, type QueueEntry, rocDate, sexName } from '../patient.ts';

/** The menu frame; it leads the main frame about. */
export const menu = html`<table width="100%" border="0" cellspacing="0" cellpadding="3" bgcolor="#3f5f82">
<tr><td nowrap><font color="#ffffff" size="3"><b>示範醫院　門診醫令系統</b></font></td>
<td align="right" nowrap><font color="#ffffff">診間 0312　上午診</font></td></tr></table>
<table border="0" cellspacing="0" cellpadding="2"><tr>
<td nowrap>[<a href="blank.asp" target="main">清除畫面</a>]</td>
<td nowrap>[<a href="list.asp" target="main">病人清單</a>]</td>
<td nowrap>[<a href="order.asp" target="main">連續叫號</a>]</td>
<td nowrap>[<a href="notice.asp" target="_top">院內公告</a>]</td>
</tr></table>`;

const queueRow = ({ no, name, state }: QueueEntry) => html`<tr bgcolor="${no % 2 ? '#ffffff' : '#e8eef4'}">
<td align="center">${no}</td><td><a href="chart.asp?no=${no}" target="main">${name}</a></td>
<td align="center" nowrap>${state}</td></tr>`;

export function queue(entries: readonly QueueEntry[]): Html {
  return html`<table width="100%" border="1" cellspacing="0" cellpadding="1" bordercolor="#8ea6bf">
<tr><th width="36">診號</th><th>姓名</th><th width="56">狀態</th></tr>${entries.map(queueRow)}</table>`;
}

const listRow = (patient: QueueEntry) => html`<tr bgcolor="#ffffff"><td align="center">${patient.no}</td>
<td>${patient.chartNo}</td><td>${maskedName(patient.name)}</td><td>${maskedId(patient.id)}</td>
<td>${rocDate(patient.birthDate, '/')}</td><td align="center">${sexName(patient.sex)}</td>
<td>${patient.department}</td><td align="center"><a href="chart.asp?no=${patient.no}">看診</a></td></tr>`;

/** Everyone, with masked names and IDs. */
export function patientList(entries: readonly QueueEntry[]): Html {
  return html`<b>今日病人清單</b>（個資保護：身分證號以隱碼顯示）<font color="#a03030">尚未選擇病人</font>
<table width="100%" border="1" cellspacing="0" cellpadding="2" bordercolor="#8ea6bf">
<tr><th>診號</th><th>病歷號碼</th><th>姓名</th><th>身分證號</th><th>出生日期</th><th>性別</th><th>科別</th><th>作業</th></tr>
${entries.map(listRow)}</table>`;
}

export const blank = html`<table width="100%" border="0" height="300"><tr><td align="center">
<font size="3" color="#3f5f82">尚未選擇病人，請由左方候診清單點選。</font></td></tr></table>`;

export const notice = html`<h3>院內公告</h3><table border="1" cellspacing="0" cellpadding="4" bgcolor="#ffffff">
<tr><td>114/11/20</td><td>資訊室</td><td>本週六 22:00 起門診醫令系統停機維護兩小時。</td></tr>
<tr><td>114/11/18</td><td>感染管制中心</td><td>流感疫苗接種門診時間調整，詳見附件。</td></tr></table>
<p><a href="./">回門診醫令系統</a></p>`;
