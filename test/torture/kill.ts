import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Stage } from '../../scripts/stage/stage.ts';

/** Stops the extension's worker as the browser may at any moment. False: it was not running. */
export async function killWorker(stage: Stage): Promise<boolean> {
  const browser = await stage.context.browser()?.newBrowserCDPSession();
  if (!browser) throw new Error('no browser to ask');
  try {
    const { targetInfos } = await browser.send('Target.getTargets');
    const worker = targetInfos.find(
      ({ type, url }) => type === 'service_worker' && url.includes(stage.extensionId),
    );
    if (!worker) return false;
    await browser.send('Target.closeTarget', { targetId: worker.targetId });
    return true;
  } finally {
    await browser.detach();
  }
}

const killed = new Set<number>();

/** Ends the stage's newest host at once, as the task manager would. False: it had ended already. */
export function killHost(stage: Stage): boolean {
  const pid = newestHost(stage);
  if (pid === null || killed.has(pid)) return false;
  killed.add(pid);
  try {
    return process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}

function newestHost({ configDirectory }: Stage): number | null {
  const log = join(configDirectory, 'state', 'host.log');
  if (!existsSync(log)) return null;
  const entries = readFileSync(log, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { event: string; pid: number });
  const ended = new Set(entries.filter(({ event }) => event === 'end').map(({ pid }) => pid));
  return entries.findLast(({ event, pid }) => event === 'start' && !ended.has(pid))?.pid ?? null;
}
