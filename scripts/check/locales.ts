import { OTHER_STATES, REFERRAL_STATES } from '../../shared/domain/badge-state.ts';
import { errorTables } from '../../shared/protocol/errors/texts.ts';
import { isTest, type Tree } from './tree.ts';

type Messages = Record<string, { message: string }>;
const FILE = (language: string) => `extension/_locales/${language}/messages.json`;

/** Every text that is asked for exists, none stands there unasked, and the buttons that errors name are there. */
export function checkLocales(tree: Tree): string[] {
  const zh = JSON.parse(tree.text(FILE('zh_TW'))) as Messages;
  const en = JSON.parse(tree.text(FILE('en'))) as Messages;
  const sources = tree.files.filter(mayAsk).map((path) => [path, tree.text(path)] as const);
  const whole = sources.map(([, text]) => text).join('\n');
  return [
    ...languageFaults(zh, en),
    ...sources.flatMap(([path, text]) =>
      unknownKeys(text, zh).map((key) => `${path}: asks for ${key}, which is no text`),
    ),
    ...Object.keys(zh)
      .filter((key) => !isAsked(key, whole))
      .map((key) => `${FILE('zh_TW')}: nobody asks for ${key}`),
    ...[...REFERRAL_STATES, ...OTHER_STATES]
      .filter((state) => !(`badge_${state}` in zh))
      .map((state) => `${FILE('zh_TW')}: the badge has no words for ${state}`),
  ];
}

/** A step that says "press X" is only doable where there is an X. */
export function checkButtons(tree: Tree, tables = errorTables): string[] {
  const zh = JSON.parse(tree.text(FILE('zh_TW'))) as Messages;
  const labels = new Set(Object.values(zh).map(({ message }) => message));
  return Object.entries(tables).flatMap(([channel, table]) =>
    Object.entries(table).flatMap(([code, { zh: text }]) =>
      Array.from(text.next.matchAll(/「([^」]+)」/g), (match) => match[1] ?? '')
        .filter((label) => !labels.has(label))
        .map(
          (label) =>
            `shared/protocol/errors/${channel}.json: ${code} names 「${label}」, which is no label of ours`,
        ),
    ),
  );
}

const mayAsk = (path: string) =>
  path === 'manifest.json' ||
  path === 'scripts/manifest.ts' ||
  (/^extension\/.*\.(?:tsx?|html)$/.test(path) && !isTest(path));

function languageFaults(zh: Messages, en: Messages): string[] {
  const keys = [...new Set([...Object.keys(zh), ...Object.keys(en)])];
  const lacks = (language: string, table: Messages) =>
    keys.filter((key) => !table[key]?.message.trim()).map((key) => `${FILE(language)}: lacks ${key}`);
  return [...lacks('zh_TW', zh), ...lacks('en', en)];
}

/** Keys that a call names outright, and parts of keys that a call puts together, with nothing to be found. */
function unknownKeys(text: string, table: Messages): string[] {
  const named = [/\b(?:t|say|getMessage)\(\s*['"](\w+)['"]/g, /__MSG_(\w+?)__/g].flatMap((pattern) =>
    Array.from(text.matchAll(pattern), (match) => match[1] ?? ''),
  );
  const built = Array.from(
    text.matchAll(/\b(?:t|say|getMessage)\(\s*`(\w+)\$\{/g),
    (match) => match[1] ?? '',
  );
  return [
    ...named.filter((key) => !(key in table)),
    ...built
      .filter((start) => !Object.keys(table).some((key) => key.startsWith(start)))
      .map((start) => `${start}…`),
  ];
}

/** As a string, in the manifest, or put together from its beginning (`badge_${state}`) or its end. */
function isAsked(key: string, text: string): boolean {
  const quoted = ["'", '"', '`'].some((quote) => text.includes(quote + key + quote));
  const starts = Array.from(text.matchAll(/`(\w+_)\$\{[^}]*\}(\w*)`/g), ([, start = '', end = '']) => ({
    start,
    end,
  }));
  return (
    quoted ||
    text.includes(`__MSG_${key}__`) ||
    starts.some(({ start, end }) => key.startsWith(start) && key.endsWith(end))
  );
}
