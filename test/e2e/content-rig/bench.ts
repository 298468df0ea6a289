import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { Eye } from './badge.ts';
import { adapter, chart, WANG } from './chart.ts';
import { type Report, type Rig, startRig } from './rig.ts';

/** The browser of a test file and the page of its present test. */
export let rig: Rig;
export let page: Page;
export let eye: Eye;

/** Call once in a test file: one browser for all its tests, a fresh page for each. */
export function useBench(): void {
  beforeAll(async () => {
    rig = await startRig('zh_TW');
    await rig.worker();
  });
  afterAll(() => rig?.close());

  beforeEach(async () => {
    rig.pages.clear();
    rig.pages.set('/chart', chart(WANG));
    rig.pages.set('/other', '<body><p>佇列</p></body>');
    await rig.set({
      adapters: [adapter],
      reports: [],
      opened: 0,
      trusted: 0,
      pageOpens: 0,
      delayMs: 0,
      shortcut: null,
      view: { state: 'due', count: 2, elsewhere: false, reason: null },
    });
    page = await rig.context.newPage();
    eye = await Eye.on(page);
  });
  afterEach(() => page.close());
}

export const open = (path = '/chart') => page.goto(`${rig.origin}${path}`);
export const reports = async () => (await rig.get()).reports;
export const patients = async () => (await reports()).filter((one) => one.status === 'patient');
export const last = async () => (await reports()).at(-1) as Report;
export const becomes = (state: string) => expect.poll(() => eye.state(), { timeout: 8000 }).toBe(state);

export async function shown(state = 'due'): Promise<void> {
  await open();
  await becomes(state);
}
