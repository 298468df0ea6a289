import { signal } from '@preact/signals';
import type { EventBody } from '../../../shared/protocol/events.ts';
import { onEvent } from '../../messaging/listen.ts';
import { errorBodyOf, send } from '../../messaging/send.ts';

export type HostStatus = EventBody<'host.changed'>;

const CONNECTING: HostStatus = {
  state: 'connecting',
  protocol: null,
  product: null,
  capabilities: [],
  error: null,
};

/** How the connection to the native host stands. */
export const host = signal<HostStatus>(CONNECTING);

export function watchHost(): void {
  onEvent('host.changed', (status) => {
    host.value = status;
  });
  void askHost(false);
}

export async function askHost(reconnect: boolean): Promise<void> {
  try {
    host.value = await send('host.status', { reconnect });
  } catch (thrown) {
    host.value = { ...CONNECTING, state: 'failed', error: errorBodyOf(thrown) };
  }
}
