// @vitest-environment happy-dom
import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Adapter, AdapterSchema } from '../../../shared/adapter/adapter.ts';
import { judge } from './judge.ts';
import { Reader } from './reader.ts';
import { leadsByState } from './spot.ts';
import { readVisit } from './visit.ts';

type Fields = Record<string, unknown[]>;

function adapter(fields: Fields, more: object = {}): Adapter {
  return v.parse(AdapterSchema, {
    adapter: 1,
    id: 'test',
    title: 'test',
    match: { origins: ['http://127.0.0.1:*'] },
    ready: { css: 'body' },
    fields: { id: [{ by: 'label', label: '身分證號' }], ...fields },
    ...more,
  });
}

const page = (html: string) => {
  document.body.replaceChildren(document.createRange().createContextualFragment(html));
};
const texts = (fields: Fields) => new Reader(adapter(fields), document).look().texts;

describe('ways to a field', () => {
  beforeEach(() => page(''));

  it('reads text, value and attribute by css, and cuts', () => {
    page(`<p id="n">姓名：王小明（男）</p><input id="c" value="0012"><b id="b" data-born="065/03/12">x</b>`);
    const found = texts({
      name: [{ by: 'css', css: '#n', after: '姓名：', before: '（' }],
      chartNo: [{ by: 'css', css: '#c', read: 'value' }],
      birthDate: [{ by: 'css', css: '#b', read: 'attribute', attribute: 'data-born' }],
    });
    expect(found).toMatchObject({ name: '王小明', chartNo: '0012', birthDate: '065/03/12' });
  });

  it('takes the next way when one leads nowhere or to nothing', () => {
    page('<input id="empty"><p id="cut">王小明</p><p id="last">李大同</p>');
    const name = [
      { by: 'css', css: '#gone' },
      { by: 'css', css: '#empty', read: 'value' },
      { by: 'css', css: '#cut', after: '姓名' },
      { by: 'css', css: '#last' },
    ];
    expect(texts({ name }).name).toBe('李大同');
  });

  it('says null for nowhere and an empty text for nothing there', () => {
    page('<input id="empty">');
    const found = texts({
      name: [{ by: 'css', css: '#gone' }],
      chartNo: [{ by: 'css', css: '#empty', read: 'value' }],
    });
    expect(found).toMatchObject({ id: null, name: null, chartNo: '' });
    expect(found).not.toHaveProperty('sex');
  });

  it('finds the cell after a label, whatever spaces and colon the label has', () => {
    page(`<table><tr><td>身 分　證號：</td><td> A123456789 </td></tr>
      <tr><td>姓　　名</td><td><input value="王小明"> <input type="checkbox" value="on">重大傷病</td></tr></table>`);
    expect(texts({ name: [{ by: 'label', label: '姓名:' }] })).toMatchObject({
      id: 'A123456789',
      name: '王小明',
    });
  });

  it('takes what follows the label in the innermost element, and the control that a label names', () => {
    page(`<table><tr><td><table><tr><td>姓名：王小明</td></tr></table></td></tr></table>
      <label for="chart">病歷號</label><span></span><input id="chart" value="77">`);
    const found = texts({
      name: [{ by: 'label', label: '姓名', cell: 'same' }],
      chartNo: [{ by: 'label', label: '病歷號', cell: 'control' }],
    });
    expect(found).toMatchObject({ name: '王小明', chartNo: '77' });
  });

  it('reads the chosen option of a select', () => {
    page('<select id="s"><option value="1">男</option><option value="2" selected>女</option></select>');
    const by = (read: string) => texts({ sex: [{ by: 'css', css: '#s', read }] }).sex;
    expect([by('text'), by('value')]).toEqual(['女', '2']);
  });

  it('sees a label that comes later, and one that leaves', () => {
    const reader = new Reader(adapter({}), document);
    expect(reader.look().texts.id).toBeNull();
    page('<table><tr><td>身分證號</td><td>A123456789</td></tr></table>');
    reader.touch({ text: () => '無關的文字', attributes: () => false });
    expect(reader.look().texts.id).toBeNull();
    reader.touch({ text: () => document.body.textContent ?? '', attributes: () => false });
    expect(reader.look().texts.id).toBe('A123456789');
    page('');
    expect(reader.look().texts.id).toBeNull();
  });
});

describe('signs', () => {
  const signs = { noPatient: { css: 'p, input', contains: '尚未選擇' }, activeVisit: { css: '.active' } };

  it('reads nothing before the page is ready', () => {
    page('<table><tr><td>身分證號</td><td>A123456789</td></tr></table>');
    const look = new Reader(adapter({}, { ready: { css: '#done' } }), document).look();
    expect(judge(look)).toEqual({ status: 'waiting' });
  });

  it('sees a sign in a text, and one that a script sets in a control', () => {
    page('<input value=""><b class="active"></b>');
    const reader = new Reader(adapter({}, signs), document);
    expect(reader.look()).toMatchObject({ noPatient: false, activeVisit: true });
    (document.querySelector('input') as HTMLInputElement).value = '尚未選擇病人';
    expect(reader.look().noPatient).toBe(true);
    page('<p>尚未選擇病人</p>');
    reader.touch({ text: () => '', attributes: () => false });
    expect(judge(reader.look())).toEqual({ status: 'noPatient' });
  });
});

describe('a selector by state, which no mutation shows', () => {
  it('shows a sign at the next look', () => {
    page('<input type="checkbox">');
    const reader = new Reader(adapter({}, { activeVisit: { css: 'input:checked' } }), document);
    expect(reader.look().activeVisit).toBe(false);
    (document.querySelector('input') as HTMLInputElement).checked = true;
    expect(reader.look().activeVisit).toBe(true);
  });
});

describe('which selectors are asked at every look', () => {
  it.each([
    'option:checked',
    'a:not(.x):target',
    'p:not(:disabled)',
    'tr:has(:checked) > td',
  ])('%s', (css) => {
    expect(leadsByState(css)).toBe(true);
  });
  it.each(['#id', 'tr:nth-child(2)', '.a:not(.b) > p:first-of-type', 'td:last-child'])('not %s', (css) => {
    expect(leadsByState(css)).toBe(false);
  });
});

describe('visit', () => {
  it('reads lines row by row, only what the adapter lists', () => {
    page(`<table class="dx"><tr><td>1</td><td>I10</td><td>高血壓</td></tr><tr><td></td><td></td></tr>
      <tr><td>2</td><td>E11</td><td>糖尿病</td></tr></table><textarea id="cc">頭痛
  三天</textarea>`);
    const visit = {
      diagnoses: [{ by: 'rows', css: '.dx tr', cells: ['td:nth-child(2)', 'td:nth-child(3)'] }],
      chiefComplaint: [{ by: 'css', css: '#cc', read: 'value' }],
      allergy: [{ by: 'css', css: '#none' }],
    };
    expect(readVisit(adapter({}, { visit }), document)).toEqual({
      diagnoses: 'I10\t高血壓\nE11\t糖尿病',
      chiefComplaint: '頭痛\n三天',
      allergy: null,
    });
  });
});
