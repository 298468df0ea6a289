import type { CDPSession, Page } from 'playwright-core';

interface TraceEvent {
  name: string;
  ts: number;
  pid: number;
  tid: number;
  dur?: number;
  tdur?: number;
  args?: { data?: { url?: string; frame?: string } };
}

/** Compiling and first run; every call from outside: event, timer, observer, answer. */
const OURS = new Set(['EvaluateScript', 'FunctionCall']);

/** Thread time in ms that the extension's own code took in a page while `act` ran. */
export async function ownTime(page: Page, act: () => Promise<void>): Promise<number> {
  return [...(await ownTimes(page, act)).values()].reduce((sum, one) => sum + one, 0);
}

/**
 * The same for each frame, by the browser's name for it. Only the timeline is traced: the
 * engine's own categories write an event for each function compiled, within the very time that is measured. What a
 * promise continues is in none of these events; the content script has none (test/e2e/content-document.test.ts).
 */
export async function ownTimes(page: Page, act: () => Promise<void>): Promise<Map<string, number>> {
  const cdp = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline'] },
  });
  await act();
  await ended(cdp);
  await cdp.detach();
  const times = new Map<string, number>();
  for (const { args, tdur, dur } of outermost(events.filter(isOurs))) {
    const frame = args?.data?.frame ?? '';
    times.set(frame, (times.get(frame) ?? 0) + (tdur ?? dur ?? 0) / 1000);
  }
  return times;
}

function isOurs({ name, args }: TraceEvent): boolean {
  return OURS.has(name) && (args?.data?.url?.startsWith('chrome-extension://') ?? false);
}

/** A call within a call of ours is in the outer one's time already. */
function outermost(events: readonly TraceEvent[]): TraceEvent[] {
  const sorted = [...events].sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0));
  const until = new Map<string, number>();
  return sorted.filter(({ pid, tid, ts, dur = 0 }) => {
    const thread = `${pid}/${tid}`;
    if (ts < (until.get(thread) ?? 0)) return false;
    until.set(thread, ts + dur);
    return true;
  });
}

async function ended(cdp: CDPSession): Promise<void> {
  const complete = new Promise((done) => cdp.once('Tracing.tracingComplete', done));
  await cdp.send('Tracing.end');
  await complete;
}
