import { beforeEach, expect, test, vi } from 'vitest';
import type { Host } from './host.ts';

const NOON = Date.UTC(2026, 5, 1, 4);
let noted: unknown[];
let notes: typeof import('./page-notes.ts');
let answer: () => Promise<object>;
const host = {
  call: ({ type, sender, body }: { type: string; sender: string; body: object }) => {
    noted.push([type, sender, body]);
    return answer();
  },
} as unknown as Host;
const page = 'https://his.example';

beforeEach(async () => {
  vi.useFakeTimers({ now: NOON });
  vi.resetModules();
  noted = [];
  answer = async () => ({});
  notes = await import('./page-notes.ts');
});

test('says of a page what keeps it from being looked up, and of nobody on it nothing', () => {
  for (const status of ['waiting', 'noPatient', 'masked', 'patient'] as const) {
    notes.noteScreen(host, page, status);
  }
  expect(noted).toEqual([
    ['page.note', 'worker', { page, problem: 'idMasked' }],
    ['page.note', 'worker', { page, problem: null }],
  ]);
});

test('says the same once, and again after a while', () => {
  for (let patients = 0; patients < 30; patients++) notes.noteScreen(host, page, 'patient');
  expect(noted).toHaveLength(1);
  vi.setSystemTime(NOON + 6 * 60_000);
  notes.noteScreen(host, page, 'patient');
  expect(noted).toHaveLength(2);
});

test('says it again where no host took it', async () => {
  answer = () => Promise.reject(new Error('gone'));
  notes.noteScreen(host, page, 'masked');
  await vi.waitFor(() => {
    notes.noteScreen(host, page, 'masked');
    expect(noted.length).toBeGreaterThan(1);
  });
});
