import type { CDPSession, Page } from 'playwright-core';

interface TraceEvent {
  name: string;
  ts: number;
  pid: number;
  tid: number;
  dur?: number;
  tdur?: number;
  args?: { data?: { url?: string } };
}

const OURS = new Set(['FunctionCall', 'EvaluateScript', 'v8.compile']);

/** Thread time in ms that the extension's own code took in a page while `act` ran. */
export async function ownTime(page: Page, act: () => Promise<void>): Promise<number> {
  const cdp = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  cdp.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await cdp.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['devtools.timeline', 'v8', 'disabled-by-default-v8.compile'] },
  });
  await act();
  await ended(cdp);
  await cdp.detach();
  return outermost(events.filter(isOurs)).reduce((sum, one) => sum + (one.tdur ?? one.dur ?? 0), 0) / 1000;
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
