import { once } from 'node:events';
import { lookup } from '../../native-host/store/lookup-sample.ts';
import { openSqliteStore } from '../../native-host/store/sqlite.ts';

/**
 * A host of its own, as far as the store goes: opens it, waits for a line on stdin, makes `count` lookups and
 * prints how each ended. Arguments: directory, count, limit.
 */
const [directory = '', count = '', limit = ''] = process.argv.slice(2);
const store = openSqliteStore({
  directory,
  limits: () => ({ automaticPerMinute: Number(limit), typedPerHour: 0 }),
});
console.log('ready');
await once(process.stdin, 'data');
const results: string[] = [];
for (let i = 0; i < Number(count); i++) {
  results.push(
    await store.beginLookup(lookup(), Date.now()).then(
      () => 'ok',
      (error: { key?: string }) => error.key ?? 'uncoded',
    ),
  );
}
console.log(results.join());
process.exit(0);
