import { hostCommand } from './cli/host.ts';
import { callerOf } from './start/caller.ts';

async function main(args: readonly string[]): Promise<number> {
  const caller = callerOf(args);
  if (caller !== null || args[0] === 'host') return hostCommand(caller);
  return 1;
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  () => process.exit(1),
);
