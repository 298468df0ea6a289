import { describe, expect, it } from 'vitest';
import texts from './doctor.json' with { type: 'json' };
import { LINKS, PAGE_PROBLEMS } from './doctor-links.ts';
import { linkText, note, notesText, remedyText, stateText, troubleLine } from './doctor-texts.ts';
import { errorText } from './errors/texts.ts';

const LANGUAGES = ['zh', 'en'] as const;
/** Names that stand in Chinese sentences as they are. */
const NAMES = /HIS|VPN|HTTP|Node\.js|Chrome|Chromium|Edge|Firefox/g;
const sections = { ...texts };
const all = Object.entries(sections).flatMap(([section, table]) =>
  Object.entries(table).map(
    ([key, text]) => [`${section}.${key}`, text as { zh: string; en: string }] as const,
  ),
);

describe('the table', () => {
  it.each(all)('%s is wholly Chinese, and wholly English', (_key, { zh, en }) => {
    expect(zh.replace(NAMES, '')).not.toMatch(/[A-Za-z]{2}/);
    expect(en).not.toMatch(/\p{Script=Han}|[，。：（）「」]/u);
    const marks = (text: string) => [...text.matchAll(/\{\d\}/g)].map(String).sort();
    expect(marks(en)).toEqual(marks(zh));
  });

  it.each(LINKS)('names the link %s, each by a name of its own', (link) => {
    for (const language of LANGUAGES) {
      const names = LINKS.map((one) => linkText(one, language));
      expect(names.filter((name) => name === linkText(link, language))).toHaveLength(1);
      expect(linkText(link, language)).not.toBe(link);
    }
  });

  it.each(PAGE_PROBLEMS)('%s is an error that has a text', (problem) => {
    expect(errorText(`app:${problem}`).zh.what).not.toBe(errorText('app:').zh.what);
  });
});

describe('a line', () => {
  it('says codes in words, and what is no code as it is', () => {
    const notes = [note('registered', 'edge', 'machine', 'stale'), note('address', 'https://his.example')];
    expect(notesText(notes, 'zh')).toBe('Edge（整台電腦）註冊已失效，https://his.example');
    expect(notesText(notes, 'en')).toBe('Edge (whole PC): registration is stale, https://his.example');
    expect(notesText([note('after', 'nhi')], 'zh')).toBe('須先排除「健保 VPN」的問題');
  });

  it('says what a newer host found as well as it can', () => {
    expect(notesText([{ key: 'newer', parts: ['7'] }], 'zh')).toBe('7');
    expect([linkText('newer', 'en'), linkText('toString', 'en')]).toEqual(['newer', 'toString']);
  });

  it('tells what is wrong, what to do and the code, field and all', () => {
    const line = troubleLine('page', 'app:adapterMoved', [], 'birthDate');
    expect(line.state).toBe('fail');
    expect(remedyText(line, 'zh')).toMatch(
      /^HIS 畫面改版了，找不到欄位。.+。（app:adapterMoved birthDate）$/,
    );
    expect(remedyText({ ...line, error: null }, 'en')).toBe('');
  });

  it('is broken only where more than a step of the user or some time is missing', () => {
    expect(troubleLine('page', 'app:idMasked').state).toBe('warn');
    expect(troubleLine('nhiAnswer', 'web:1234').state).toBe('fail');
    expect(new Set(LANGUAGES.map((language) => stateText('skipped', language)))).toEqual(
      new Set(['未檢查', 'Not checked']),
    );
  });
});
