import { once } from 'node:events';
import { createNumbering } from '../../native-host/numbering/numbering.ts';
import { openSqliteStore } from '../../native-host/store/sqlite.ts';

/**
 * A host that numbers referrals: opens the store in a directory, waits for a line on stdin, draws `count`
 * numbers and prints each once it is given out. Arguments: directory, machine, count, ms to add to the clock.
 */
const [directory = '', machine = '', count = '', shift = ''] = process.argv.slice(2);
const store = openSqliteStore({ directory, limits: () => ({ automaticPerMinute: 0, typedPerHour: 0 }) });
const numbering = createNumbering({ store, machine, now: () => Date.now() + Number(shift) });
console.log('ready');
await once(process.stdin, 'data');
for (let i = 0; i < Number(count); i++) console.log(await numbering.next(20));
process.exit(0);
