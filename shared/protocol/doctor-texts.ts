import texts from './doctor.json' with { type: 'json' };
import type { DoctorLink } from './doctor-links.ts';
import { CodedError, type ErrorKey } from './errors/codes.ts';
import { errorText, toErrorBody } from './errors/texts.ts';
import type { AnswerOf } from './messages.ts';

export type Language = 'zh' | 'en';
export type DoctorLine = AnswerOf<'doctor.run'>['links'][number];
export type Note = DoctorLine['notes'][number];
export type NoteKey = keyof typeof texts.notes;

type Text = Record<Language, string>;
const LINK_TEXTS: Record<DoctorLink, Text> = texts.links;

export const note = (key: NoteKey, ...parts: (string | number)[]): Note => ({
  key,
  parts: parts.map(String),
});

/** A line about what cannot be looked up. Where a person or a clock only has to move, nothing is broken. */
export function troubleLine(link: DoctorLink, key: ErrorKey, notes: Note[] = [], field?: string): DoctorLine {
  const error = toErrorBody(new CodedError(key, field));
  return { link, state: passes(key) ? 'warn' : 'fail', notes, error };
}

export function passes(key: string): boolean {
  return ['wait', 'retry'].includes(errorText(key).class);
}

export function stateText(state: DoctorLine['state'], language: Language): string {
  return texts.states[state][language];
}

/** A newer host may look at more links than we have words for. */
export function linkText(link: string, language: Language): string {
  return textIn(LINK_TEXTS, link)?.[language] ?? link;
}

/** What was found, in one language throughout. */
export function notesText(notes: readonly Note[], language: Language): string {
  return notes.map((one) => noteText(one, language)).join(language === 'zh' ? '，' : ', ');
}

/** What is wrong and what to do next, with its code: empty for a line without an error. */
export function remedyText({ error }: DoctorLine, language: Language): string {
  if (!error) return '';
  const { what, next } = errorText(error.key)[language];
  const code = error.field ? `${error.key} ${error.field}` : error.key;
  return language === 'zh' ? `${what}。${next}。（${code}）` : `${what}. ${next}. (${code})`;
}

function noteText({ key, parts }: Note, language: Language): string {
  const text = textIn(texts.notes, key)?.[language];
  const words = parts.map((part) => textIn(texts.words, part)?.[language] ?? linkText(part, language));
  return text?.replace(/\{(\d)\}/g, (_, no) => words[Number(no)] ?? '') ?? words.join(' ');
}

function textIn(table: Record<string, Text>, key: string): Text | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
