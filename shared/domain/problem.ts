import problems from './problems.json' with { type: 'json' };
import { toRoc } from './roc-date.ts';
import { taiwanDate } from './taiwan-date.ts';

export type ProblemCode = keyof typeof problems;

/** What is wrong with one document, or with the file that it stands in. */
export interface Problem {
  code: ProblemCode;
  /** An error keeps a document from being sent; a warning asks for a second look. */
  severity: 'error' | 'warning';
  /** Counted from 0; -1: the file itself. */
  record: number;
  /** A key of the document, within a group `diagnoses[1].code`; empty: the record as a whole. */
  key: string;
  /** Where it stands in a file: line and column counted from 1, byte from 0. */
  place?: { line: number; column: number; byte: number };
  /** What the text needs to say it. Never the patient's text, save for a single character that does not fit. */
  detail?: Readonly<Record<string, string | number | readonly string[]>>;
}

export interface ProblemWords {
  what: string;
  next: string;
}

/** The contract's title of a key (a group's field as `diagnoses.code`), or null where it has none. */
export type TitleOf = (key: string) => string | null;

type Language = 'zh' | 'en';
type Detail = string | number | readonly string[] | undefined;

/**
 * What is wrong and what to do about it, in both languages. In the texts `{title}` stands for the problem's own
 * key, `{x}` for a detail, `{x:title}` for the titles of the keys that it holds, `{x:date}` for a day and
 * `{x:choices}` for something to choose from, which may be missing. `upload`: the document is one that we send, so
 * that no remedy is to download it again or to ask whether the NHI has changed its format.
 */
export function problemText(
  problem: Problem,
  titleOf: TitleOf,
  upload = false,
): Record<Language, ProblemWords> {
  const wordsIn = (language: Language) => inLanguage(language, problem, titleOf, upload);
  return { zh: wordsIn('zh'), en: wordsIn('en') };
}

interface Texts extends Record<Language, ProblemWords> {
  /** What to do where it is found in what we send, if that is something else. */
  upload?: Record<Language, string>;
}

function inLanguage(language: Language, problem: Problem, titleOf: TitleOf, upload: boolean): ProblemWords {
  const texts: Texts = problems[problem.code];
  const { what, next } = texts[language];
  const filled = (text: string) =>
    text.replace(/\{(\w+)(?::(\w+))?\}/g, (_, name: string, as: string | undefined) =>
      name === 'title'
        ? titles(problem.key, language, titleOf)
        : shown(problem.detail?.[name], as, language, titleOf),
    );
  return { what: filled(what), next: filled((upload && texts.upload?.[language]) || next) };
}

function shown(value: Detail, as: string | undefined, language: Language, titleOf: TitleOf): string {
  const values = value === undefined ? [] : [value].flat().map(String);
  if (as === 'choices') return choices(values, language);
  if (as === 'title')
    return listed(
      values.map((key) => titles(key, language, titleOf)),
      language,
    );
  return listed(as === 'date' ? values.map((day) => dayIn(language, day)) : values, language);
}

const listed = (values: readonly string[], language: Language) =>
  values.join(language === 'zh' ? '、' : ', ');

function choices(values: readonly string[], language: Language): string {
  if (values.length === 0) return '';
  return language === 'zh' ? `，例如「${values.join('」「')}」` : `, e.g. ${values.join(', ')}`;
}

/** `114/11/24` for those who count ROC years. */
function dayIn(language: Language, text: string): string {
  const day = taiwanDate(text);
  return day && language === 'zh' ? toRoc(day).replace(/^(\d{3})(\d{2})(\d{2})$/, '$1/$2/$3') : text;
}

/** `diagnoses[1].code` → 「診斷代碼（第 2 筆）」. A key without a title is shown as it is, for IT to find. */
function titles(key: string, language: Language, titleOf: TitleOf): string {
  const title = titleOf(key.replace(/\[\d+\]/g, '')) ?? (key === '' ? recordWord[language] : key);
  const place = /\[(\d+)\]/.exec(key)?.[1];
  if (place === undefined) return title;
  return language === 'zh' ? `${title}（第 ${Number(place) + 1} 筆）` : `${title} (no. ${Number(place) + 1})`;
}

const recordWord: Record<Language, string> = { zh: '這一筆', en: 'this record' };
