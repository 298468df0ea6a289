import { cardLibrary } from './cards/card-environment.ts';
import { hostCommand } from './cli/host.ts';
import { readArguments } from './start/arguments.ts';
import { callerOf } from './start/caller.ts';

/** A browser is answered at once; everything else is a command, loaded when it is asked for. */
async function main(): Promise<number> {
  const { override, rest } = readArguments(process.argv.slice(2), process.env);
  const hostArgs = rest[0] === 'host' ? rest.slice(1) : rest;
  const caller = callerOf(hostArgs);
  if (caller !== null || (rest[0] === 'host' && hostArgs.length === 0)) return hostCommand(caller, override);
  if (rest[0] === 'card-child') return cardChild();
  return (await import('./cli/run.ts')).runCommand(rest, override);
}

/** Runs until its stdin ends, and then ends itself. */
async function cardChild(): Promise<never> {
  const { runCardChild } = await import('./cards/child.ts');
  return runCardChild(cardLibrary(process.env));
}

main().then(
  (code) => process.exit(code),
  (thrown) => {
    process.stderr.write(`${thrown instanceof Error ? thrown.stack : thrown}\n`);
    process.exit(1);
  },
);
