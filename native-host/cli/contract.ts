import type { Command, Given, Report } from './command.ts';
import { misused } from './contract/named.ts';
import { type Opened, openContracts } from './contract/open.ts';

type Sub = (opened: Opened, given: Given) => Report;

/** Each is loaded when it is asked for. */
const SUBCOMMANDS: Record<string, () => Promise<Sub>> = {
  list: async () => (await import('./contract/list.ts')).list,
  show: async () => (await import('./contract/show.ts')).show,
  diff: async () => (await import('./contract/diff.ts')).diff,
  export: async () => (await import('./contract/export.ts')).exportForm,
  'sign-off': async () => (await import('./contract/sign-off.ts')).signOff,
};

export const command: Command = {
  usage:
    'contract [list | show OPERATION | diff | export [OPERATION] | sign-off OPERATION --by NAME [--remark TEXT]]',
  summary: '健保作業格式：檢視、更正、簽核 / The formats of the NHI: see, correct and sign them off',
  options: { by: { type: 'string' }, remark: { type: 'string' } },
  words: { least: 0, most: 2 },
  run: async (given) => {
    const [name = 'list'] = given.words;
    const load = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined;
    if (!load) throw misused(`contract ${name}`);
    return (await load())(openContracts(given.load), given);
  },
};
