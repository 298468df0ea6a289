import type { LoadOptions } from '../config/load.ts';
import { createHost, type Host } from '../host.ts';

/** Lends a host that is closed afterwards. */
export async function withHost<T>(load: LoadOptions, work: (host: Host) => Promise<T>): Promise<T> {
  const host = createHost({ load, emit: () => {} });
  try {
    return await work(host);
  } finally {
    await host.close();
  }
}
