import { type Html, html, scriptJson } from '../html.ts';
import { type QueueEntry, rocDate, sexName } from '../patient.ts';

/** Label and `name` of each field of the page for calling one patient after the other. */
const FIELDS: [label: string, name: string][] = [
  ['診　　號', 'NO'],
  ['病歷號碼', 'CHART'],
  ['姓　　名', 'PTNAME'],
  ['性　　別', 'SEX'],
  ['身分證號', 'IDNO'],
  ['出生日期', 'BIRTH'],
  ['就診科別', 'DEPT'],
  ['主治醫師', 'DR'],
  ['就 診 別', 'VSTYPE'],
  ['看診狀態', 'STATE'],
  ['主　　訴', 'CC'],
];

const row = ([label, name]: [string, string]) => html`<tr>
<td bgcolor="#b9c9da" align="right" width="110" nowrap>${label}</td>
<td bgcolor="#ffffff"><input type="text" name="${name}" size="60" readonly></td></tr>`;

/** Says that nobody has been called yet; emptied by the first call. */
const hint = html`<input type="text" name="MSG" size="60" readonly value="尚未選擇病人，請叫號">`;

/** Empty fields and a button; the script (order.client.ts) fills the values and touches nothing else. */
export const order: Html = html`<form name="f" onsubmit="return false">
<table width="100%" border="1" cellspacing="0" cellpadding="2" bordercolor="#8ea6bf">
<tr><td colspan="2" bgcolor="#5f7fa3"><font color="#ffffff">◎ 連續叫號（不換頁）</font></td></tr>
${FIELDS.map(row)}</table><p>${hint} <input type="button" value="叫下一號" accesskey="n"></p></form>
<script src="order.js"></script>`;

/** What the button asks for: the values by field name, in ASCII. */
export function orderValues(patient: QueueEntry): string {
  return scriptJson({
    MSG: '',
    NO: patient.no,
    CHART: patient.chartNo,
    PTNAME: patient.name,
    SEX: sexName(patient.sex),
    IDNO: patient.id,
    BIRTH: rocDate(patient.birthDate, '/'),
    DEPT: patient.department,
    DR: patient.doctor,
    VSTYPE: patient.visitType,
    STATE: patient.state,
    CC: patient.visit.chiefComplaint,
  });
}
