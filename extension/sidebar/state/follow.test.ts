import { expect, test, vi } from 'vitest';
import { follow } from './follow.ts';

const sent: unknown[] = [];

vi.mock('webextension-polyfill', () => {
  const event = { addListener: () => {} };
  const sendMessage = async (message: { type?: string }) => {
    sent.push(message.type);
    return { ok: true, body: { screens: [] } };
  };
  const tabs = { onUpdated: event, get: async () => ({ url: 'http://127.0.0.1/' }) };
  const permissions = { onAdded: event, onRemoved: event, contains: async () => true };
  return { default: { runtime: { id: 'us', onMessage: event, sendMessage }, tabs, permissions } };
});

test('the worker is never left to sleep while the panel is open', async () => {
  vi.useFakeTimers();
  await follow('?tab=7');
  const asked = () => sent.filter((type) => type === 'screen.current').length;
  const before = asked();
  for (let idle = 1; idle <= 4; idle++) {
    await vi.advanceTimersByTimeAsync(29_000); // At 30 s without an event the browser stops it.
    expect(asked()).toBeGreaterThanOrEqual(before + idle);
  }
  vi.useRealTimers();
});
