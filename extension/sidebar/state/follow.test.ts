import { beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { Screen } from '../../../shared/protocol/extension-messages.ts';
import { follow } from './follow.ts';
import { host } from './host.ts';
import { bound, followTab, shown } from './screen.ts';

/** What the worker was asked, and what it says: of the page, and of the referrals. */
const worker = vi.hoisted(() => ({ asked: [] as unknown[], current: {} as unknown, read: {} as unknown }));

vi.mock('webextension-polyfill', () => {
  const event = { addListener: () => {}, removeListener: () => {} };
  const sendMessage = async (message: { type?: string }) => {
    worker.asked.push(message.type);
    return message.type === 'screen.current' ? worker.current : worker.read;
  };
  const tabs = { onUpdated: event, get: async () => ({ url: 'http://127.0.0.1/' }) };
  const permissions = { onAdded: event, onRemoved: event, contains: async () => true };
  return { default: { runtime: { id: 'us', onMessage: event, sendMessage }, tabs, permissions } };
});

const asked = (type = 'screen.current') => worker.asked.filter((one) => one === type).length;
const failed = (key: string) => ({ ok: false, error: { key, class: 'retry' } });
const page = (visible: boolean) => {
  const patient = { id: 'A123456789', birthDate: null, name: null, sex: null, chartNo: null };
  const screen = {
    nonce: 'a'.repeat(32),
    seq: 1,
    status: 'patient',
    field: null,
    patient: { ...patient, department: null, doctor: null, visitType: null } as never,
    activeVisit: true,
    visible,
    trusted: true,
    trigger: 'auto',
  } satisfies Screen;
  return { ok: true, body: { screens: [{ frame: 0, page: 'https://his.example', screen }] } };
};
const status = (state: 'connected' | 'failed') => {
  host.value = { ...host.value, state };
};

beforeAll(() => {
  vi.useFakeTimers();
  return () => vi.useRealTimers();
});
beforeEach(() => {
  worker.asked.length = 0;
  worker.current = { ok: true, body: { screens: [] } };
  worker.read = failed('wire:hostExited');
  followTab(null);
});

test('the worker is never left to sleep while the panel is open', async () => {
  await follow('?tab=7');
  const before = asked();
  for (let idle = 1; idle <= 4; idle++) {
    await vi.advanceTimersByTimeAsync(29_000); // At 30 s without an event the browser stops it.
    expect(asked()).toBeGreaterThanOrEqual(before + idle);
  }
});

test('a worker that does not answer says nothing of the page: it is asked again', async () => {
  worker.current = failed('wire:disconnected');
  await follow('?tab=7');
  expect([shown.value.kind, asked()]).toEqual(['waiting', 1]);
  worker.current = { ok: true, body: { screens: [] } };
  await vi.advanceTimersByTimeAsync(2_000);
  expect(shown.value.kind).toBe('silent');
});

test.each([
  ['in sight is asked for again', true, 1],
  ['hidden meanwhile is not', false, 0],
])('when the helper is back, a patient who is %s', async (_, visible, reads) => {
  worker.current = page(true);
  await follow('?tab=7');
  await vi.advanceTimersByTimeAsync(1);
  expect(bound.state.value.error?.key).toBe('wire:hostExited');
  status('failed');
  worker.asked.length = 0;
  worker.current = page(visible);
  status('connected');
  await vi.advanceTimersByTimeAsync(100);
  expect(asked('referrals.read')).toBe(reads);
  status('failed');
});
