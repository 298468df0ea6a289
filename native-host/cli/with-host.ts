import type { LoadOptions } from '../config/load.ts';
import { createHost } from '../host.ts';
import type { Handlers } from '../wire/handlers.ts';

/** Lends the handlers of a host that is closed afterwards. */
export async function withHost<T>(load: LoadOptions, work: (handlers: Handlers) => Promise<T>): Promise<T> {
  const host = createHost({ load, emit: () => {} });
  try {
    return await work(host.handlers);
  } finally {
    await host.close();
  }
}
