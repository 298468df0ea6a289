import { describe, expect, it } from 'vitest';
import { type Problem, type ProblemCode, problemText } from './problem.ts';
import problems from './problems.json' with { type: 'json' };

const TITLES: Record<string, string> = {
  'diagnoses.code': '診斷代碼',
  summary: '病情摘要',
  purpose: '轉診目的',
  institutionReferralNo: '院所自編序號',
  platformReferralNo: '轉診單序號',
};
const titleOf = (key: string) => TITLES[key] ?? null;
const text = (code: ProblemCode, key: string, detail?: Problem['detail']) =>
  problemText({ code, severity: 'error', record: 0, key, ...(detail ? { detail } : {}) }, titleOf);

describe('problemText', () => {
  it('names the field as the form does', () => {
    expect(text('required', 'summary').zh).toEqual({ what: '病情摘要沒有填', next: '請填寫病情摘要' });
  });

  it('says which of a group', () => {
    expect(text('icdShape', 'diagnoses[1].code').zh.what).toContain('診斷代碼（第 2 筆）');
    expect(text('icdShape', 'diagnoses[1].code').en.what).toContain('診斷代碼 (no. 2)');
  });

  it('lists the fields that a problem is about', () => {
    const keys = ['institutionReferralNo', 'platformReferralNo'];
    expect(text('exactlyOne', '', { keys }).zh.what).toMatch(/^院所自編序號、轉診單序號只能填一個/);
  });

  it('writes days as each reader counts years', () => {
    const both = text('validityTooLong', 'validUntil', { lastDay: '2026-02-21' });
    expect([both.zh.next, both.en.next]).toEqual([
      expect.stringContaining('115/02/21'),
      expect.stringContaining('2026-02-21'),
    ]);
  });

  it('offers variants where some are known, and says nothing where none is', () => {
    const of = (variants: string[]) =>
      text('characterUnmappable', 'summary', { position: 3, character: '堃', variants }).zh;
    expect(of(['坤']).next).toBe('請改用別的寫法，例如「坤」');
    expect(of([]).next).toBe('請改用別的寫法');
    expect(of([]).what).toBe('病情摘要的第 3 個字「堃」健保署的字集裡沒有');
  });

  it('shows a key that the contract gives no title', () => {
    expect(text('required', 'nowhere').zh.what).toBe('nowhere沒有填');
  });
});

describe('an upload of our own', () => {
  const of = (code: ProblemCode) =>
    problemText({ code, severity: 'error', record: 0, key: '', detail: { element: 'zz' } }, titleOf, true);

  it.each([
    'elementUnknown',
    'elementMissing',
    'elementMoved',
    'elementRepeated',
    'attributeUnknown',
    'declarationMissing',
    'byteOrderMark',
    'bytesBroken',
    'countDiffers',
  ] as const)('%s: nobody is sent to the NHI’s new edition or to download again', (code) => {
    const both = of(code);
    expect(both.zh.next).not.toMatch(/改版|下載|照讀/);
    expect(both.en.next).not.toMatch(/edition|ownload|was read/);
    expect(both.zh.what).toBe(text(code, '', { element: 'zz' }).zh.what);
    expect(both.zh.next).toMatch(/^[^。]*\p{Script=Han}[^。]*$/u);
  });

  it('has the usual words for everything else', () => {
    expect(of('required')).toEqual(text('required', '', {}));
  });
});

describe('the texts', () => {
  it.each(Object.entries(problems))('%s: both languages say what is wrong and what to do', (_, {
    zh,
    en,
  }) => {
    // No full stop: whoever shows the two parts ends each as it needs.
    for (const part of [zh.what, zh.next]) expect(part).toMatch(/^[^。]*\p{Script=Han}[^。]*$/u);
    for (const part of [en.what, en.next]) expect(part).toMatch(/^(?!.*\p{Script=Han}).*[a-z}].*[^.]$/u);
  });

  it.each(Object.entries(problems))('%s: both languages speak of the same things', (_, { zh, en }) => {
    const named = ({ what, next }: { what: string; next: string }) =>
      [...new Set(`${what}${next}`.match(/\{[\w:]+\}/g))].sort();
    expect(named(en)).toEqual(named(zh));
  });
});
