import { setImmediate } from 'node:timers/promises';
import type { HostConfig } from './config/config.ts';
import { directoriesOf, type LoadOptions, loadConfig } from './config/load.ts';
import { stampOf } from './config/stamp.ts';
import { type Contracts, loadContracts } from './contract/contracts.ts';
import type { Log } from './log/log.ts';
import { createQueryService, type QueryParts, type QueryService } from './query/service.ts';
import type { Reader } from './reader/reader.ts';
import { software60 } from './reader/software60/software60.ts';
import { openSqliteStore } from './store/sqlite.ts';
import type { Store } from './store/store.ts';

/** What follows from the configuration. Each is made when it is first needed and throws what it cannot do without. */
export interface Parts {
  config(): HostConfig;
  contracts(): Contracts;
  reader(): Reader;
  store(): Store;
  query(): QueryService;
  close(): Promise<void>;
}

/** Follows the configuration: when its files change, the next call is served by new parts. The store stays open. */
export function createParts(load: LoadOptions, log: Log, told: Pick<QueryParts, 'elsewhere'> = {}): Parts {
  const places = directoriesOf(load);
  const config = whileSame(
    () => stampOf(places),
    () => loadConfig(load),
  );
  const contracts = whileSame(config, () => loadContracts(config().contractOverlays));
  const reader = whileSame(config, () =>
    software60(config().endpoints.console, config().consolePins, Date.now),
  );
  let open: Store | null = null;
  const store = () => {
    open ??= openSqliteStore({ directory: places.state, limits: () => config().limits });
    return open;
  };
  const query = whileSame(config, () =>
    createQueryService({
      config: config(),
      contracts: contracts(),
      reader: reader(),
      store: store(),
      now: Date.now,
      samChanged: () => log.write({ event: 'sam', yes: true }),
      ...told,
    }),
  );
  const close = async () => {
    await setImmediate(); // How the last lookups ended is still being written.
    await open?.close();
  };
  return { config, contracts, reader, store, query, close };
}

/** Keeps what `make` made for as long as `stamp` gives the same. What was thrown is not kept. */
function whileSame<T>(stamp: () => unknown, make: () => T): () => T {
  let kept: { stamp: unknown; made: T } | null = null;
  return () => {
    const now = stamp();
    if (kept !== null && kept.stamp === now) return kept.made;
    const made = make();
    kept = { stamp: now, made };
    return made;
  };
}
