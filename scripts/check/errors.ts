import { type ErrorText, errorTables } from '../../shared/protocol/errors/texts.ts';
import type { Tree } from './tree.ts';

export const CODES = 'test/fixtures/error-codes.txt';
type Tables = Record<string, Record<string, ErrorText & { from?: string }>>;

export function errorKeys(tables: Tables = errorTables): string[] {
  return Object.entries(tables).flatMap(([channel, table]) =>
    Object.keys(table).map((code) => `${channel}:${code}`),
  );
}

/** `reader:*` stands for every code of a channel. */
export function errorKeyExists(key: string): boolean {
  const [channel = '', code = ''] = key.split(':');
  const table = Object.hasOwn(errorTables, channel) ? errorTables[channel] : undefined;
  return table !== undefined && (code === '*' || Object.hasOwn(table, code));
}

/** Every code speaks both languages and names a next step; none that once existed has vanished. */
export function checkErrors(tree: Tree, tables: Tables = errorTables): string[] {
  const now = new Set(errorKeys(tables));
  const before = tree.text(CODES).split('\n').filter(Boolean);
  return [
    ...before
      .filter((key) => !now.has(key))
      .map((key) => `${CODES}: ${key} has vanished; codes are append-only`),
    ...Object.entries(tables).flatMap(([channel, table]) =>
      Object.entries(table).flatMap(([code, text]) =>
        textFaults(channel, text).map((fault) => `shared/protocol/errors/${channel}.json: ${code} ${fault}`),
      ),
    ),
  ];
}

function textFaults(
  channel: string,
  { class: kind, who, zh, en, from }: ErrorText & { from?: string },
): string[] {
  const ours = channel === 'app' || channel === 'wire';
  return [
    ...(['retry', 'wait', 'human', 'fatal'].includes(kind) ? [] : [`has no class: ${kind}`]),
    ...(['self', 'it', 'nhi', 'his'].includes(who) ? [] : [`names nobody who can help: ${who}`]),
    ...(ours || from ? [] : ['says not where its meaning comes from']),
    ...[zh.what, zh.next].filter((text) => !/\p{Script=Han}/u.test(text)).map(() => 'lacks Chinese'),
    ...[zh.what, zh.next]
      .filter((text) => text.length > 60)
      .map((text) => `is too long for the panel: ${text}`),
    ...[en.what, en.next].filter((text) => !isEnglish(text)).map((text) => `lacks English: ${text}`),
    ...[en.what, en.next]
      .filter((text) => text.length > 130)
      .map((text) => `is too long for the panel: ${text}`),
  ];
}

/** A step that says "run X" is only doable where the command line has an X. */
export function checkCommands(tree: Tree, tables: Tables = errorTables): string[] {
  return Object.entries(tables).flatMap(([channel, table]) =>
    Object.entries(table).flatMap(([code, { zh, en }]) =>
      [zh.next, en.next]
        .flatMap((text) =>
          Array.from(text.matchAll(/referral-host ([\w -]*[\w-])/g), (match) => match[1] ?? ''),
        )
        .filter((words) => !isCommand(tree, words.split(' ')))
        .map(
          (words) => `shared/protocol/errors/${channel}.json: ${code} names a command that is none: ${words}`,
        ),
    ),
  );
}

function isCommand(tree: Tree, [name = '', ...rest]: string[]): boolean {
  const usage = /usage:\s*'([^']*)'/.exec(tree.text(`native-host/cli/${name}.ts`))?.[1];
  return usage !== undefined && rest.every((word) => usage.includes(word));
}

/** The card office is known by its Chinese name only. */
function isEnglish(text: string): boolean {
  return /[A-Za-z]{2}/.test(text) && !/\p{Script=Han}/u.test(text.replace('醫事憑證管理中心 (HCA)', ''));
}
