import { parseArgs } from 'node:util';
import { openSimulator } from './simulator.ts';

const HELP = `An NHI of our own: reader console 6.0, web API, demo HIS and a control interface, all on loopback.

  npm run -s simulator -- [--port N] [--end-with-input]

  --port N           first of the fixed ports (console, web API, web API under a wrong CA, control); 0: free ports
  --end-with-input   ends when its input closes, so that it never outlives the program that started it
  --help             this text

Prints one line of JSON with all addresses when ready. Ends on SIGTERM or SIGINT.
`;

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'end-with-input': { type: 'boolean' },
    help: { type: 'boolean' },
  },
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

const simulator = await openSimulator(port).catch((error: Error) => {
  process.stderr.write(`The simulator cannot start: ${error.message}\n`);
  process.exit(1);
});
let ending = false;
// A terminal signals the whole group and npm's front door passes it on: the second one must not cut the first.
const end = async () => {
  if (ending) return;
  ending = true;
  await simulator.close();
  process.exit(0);
};
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
process.stdout.write(`${JSON.stringify(simulator.addresses)}\n`);
if (values['end-with-input']) process.stdin.once('end', end).resume();
