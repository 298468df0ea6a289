import { describe, expect, test } from 'vitest';
import en from '../_locales/en/messages.json' with { type: 'json' };
import zh from '../_locales/zh_TW/messages.json' with { type: 'json' };

const languages: [string, Record<string, { message: string }>][] = [
  ['zh_TW', zh],
  ['en', en],
];
const marks = (text: string) => [...new Set(text.match(/\$\d/g))].sort();

describe('strings of the extension', () => {
  test('both languages have the same keys, in order, and so merge without quarrel', () => {
    for (const [, table] of languages) expect(Object.keys(table)).toEqual(Object.keys(table).sort());
    expect(Object.keys(en)).toEqual(Object.keys(zh));
  });

  test.each(languages)('%s says something for every key', (_, table) => {
    for (const { message } of Object.values(table)) expect(message.trim()).not.toBe('');
  });

  test('both languages take the same parts', () => {
    for (const key of Object.keys(zh) as (keyof typeof zh)[]) {
      expect(marks(en[key].message), key).toEqual(marks(zh[key].message));
    }
  });
});
