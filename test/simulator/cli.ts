import { fstatSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { openSimulator } from './simulator.ts';

const HELP = `An NHI of our own: reader console 6.0, web API, demo HIS and a control interface, all on loopback.

  npm run -s simulator -- [--port N]

  --port N   first of the fixed ports (console, web API, web API under a wrong CA, control); 0: free ports
  --help     this text

Prints one line of JSON with all addresses when ready. Ends on SIGTERM, SIGINT or the end of its input.
`;

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, help: { type: 'boolean' } },
});
if (values.help) {
  process.stdout.write(HELP);
  process.exit(0);
}
const port = Number(values.port);
if (!Number.isInteger(port) || port < 0 || port > 65_000) {
  process.stderr.write(`--port takes a number from 0 to 65000, not "${values.port}"\n`);
  process.exit(2);
}

const inputEnded = watchInput();
const simulator = await openSimulator(port);
const end = async () => {
  await simulator.close();
  process.exit(0);
};
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, end);
process.stdout.write(`${JSON.stringify(simulator.addresses)}\n`);
inputEnded.onLater(end);

/**
 * A parent that dies closes our input. Only an input that was open while we started counts: started in the
 * background, a program is often given one that is closed or empty from the beginning.
 */
function watchInput() {
  let ended = false;
  let later: (() => void) | undefined;
  const kind = fstatSync(0);
  if (kind.isFIFO() || kind.isSocket()) {
    process.stdin.once('end', () => {
      ended = true;
      later?.();
    });
    process.stdin.resume();
  }
  return {
    onLater: (run: () => void) => {
      if (!ended) later = run;
    },
  };
}
