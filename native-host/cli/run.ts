import { parseArgs } from 'node:util';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { errorText, toErrorBody } from '../../shared/protocol/errors/texts.ts';
import { ContractError } from '../contract/refusal.ts';
import { startAfresh } from '../start/afresh.ts';
import { foreignExecArgv, tainted } from '../start/environment.ts';
import { INSTALLED } from '../start/installed.ts';
import type { Command, Given, Report } from './command.ts';

const COMMANDS: Record<string, () => Promise<{ command: Command }>> = {
  lookup: () => import('./lookup.ts'),
  card: () => import('./card.ts'),
  doctor: () => import('./doctor.ts'),
  reader: () => import('./reader.ts'),
  contract: () => import('./contract.ts'),
  encode: () => import('./encode.ts'),
  decode: () => import('./decode.ts'),
  validate: () => import('./validate.ts'),
  sample: () => import('./sample.ts'),
  install: () => import('./install.ts'),
  uninstall: () => import('./uninstall.ts'),
};

const OPTIONS = { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
const PROGRAM = 'referral-host';
const FAILED = 1;
const MISUSED = 2;

/** Runs one command of the command line. Resolves to the exit code: 0, 1 (it failed) or 2 (called wrongly). */
export async function runCommand(args: readonly string[], override: string | null): Promise<number> {
  if (tainted(process.env).length > 0) return startAfresh();
  const [name = '', ...rest] = args;
  const known = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!known) return overview(name);
  const { command } = await known();
  const given = read(command, rest, override);
  if (given === null) return misused(command);
  if (given.values.help) return help(command);
  return perform(command, given);
}

function read(command: Command, args: readonly string[], override: string | null): Given | null {
  try {
    const options = { ...command.options, ...OPTIONS };
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const { least, most } = command.words;
    if (!values.help && (positionals.length < least || positionals.length > most)) return null;
    return { values, words: positionals, load: { installed: INSTALLED, override } };
  } catch {
    return null;
  }
}

async function perform(command: Command, given: Given): Promise<number> {
  const json = given.values.json === true;
  try {
    if (INSTALLED && foreignExecArgv(process.execArgv).length > 0)
      throw new CodedError('app:environmentRefused');
    const found = await command.run(given);
    await print(found, json);
    return found.ok ? 0 : FAILED;
  } catch (thrown) {
    printError(thrown, json);
    return FAILED;
  }
}

async function print(found: Report, json: boolean): Promise<void> {
  const { data, lines, bytes, notes = [], json: text = JSON.stringify(data) } = found;
  if (!json) process.stderr.write(notes.map((line) => `${line}\n`).join(''));
  const people = bytes ?? lines.map((line) => `${line}\n`).join('');
  await written(json ? `${text}\n` : people);
}

/** A pipe may take its time, and the process ends right afterwards. A reader that has left is no fault of ours. */
function written(content: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.once('error', () => resolve());
    process.stdout.write(content, () => resolve());
  });
}

/** The code, what happened, what to do next; for machines the same as one object. */
function printError(thrown: unknown, json: boolean): void {
  const error = toErrorBody(thrown);
  const { zh, en, who } = errorText(error.key);
  const refusal = thrown instanceof ContractError ? thrown.refusal : undefined;
  if (json) process.stdout.write(`${JSON.stringify({ error: { ...error, who, zh, en, refusal } })}\n`);
  const where = error.field ? ` (${error.field})` : '';
  process.stderr.write(`${error.key}${where}\n${zh.what}。${zh.next}。\n${en.what}. ${en.next}.\n`);
  if (refusal) process.stderr.write(`應為 / should be: ${refusal.remedy}\n`);
  if (error.key === 'app:internal' && thrown instanceof Error) process.stderr.write(`${thrown.stack}\n`);
}

async function overview(name: string): Promise<number> {
  const lines = await Promise.all(
    Object.values(COMMANDS).map(async (load) => {
      const { usage, summary } = (await load()).command;
      return `  ${PROGRAM} ${usage}\n      ${summary}`;
    }),
  );
  const asked = name === '--help' || name === '-h' || name === 'help';
  const text = ['host', ...lines]
    .join('\n')
    .replace(/^host/, `  ${PROGRAM} host\n      native messaging; the browser starts it`);
  (asked ? process.stdout : process.stderr).write(`${text}\n`);
  return asked ? 0 : MISUSED;
}

function help({ usage, summary }: Command): number {
  process.stdout.write(`${PROGRAM} ${usage} [--json]\n${summary}\n`);
  return 0;
}

function misused({ usage }: Command): number {
  process.stderr.write(`${PROGRAM} ${usage} [--json]\n`);
  return MISUSED;
}
