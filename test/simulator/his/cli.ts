import { startHis } from './index.ts';
import { standInPatients } from './stand-in.ts';

/** Runs the three demo HIS alone and prints their start URLs as one line of JSON. Ends on SIGINT or SIGTERM. */
const { close, ...urls } = await startHis(standInPatients);
console.log(JSON.stringify(urls));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void close());
