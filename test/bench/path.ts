import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStage, type Stage } from '../../scripts/stage/stage.ts';
import { type Figure, quantile } from './figures.ts';
import { ExtensionWorld } from './world.ts';

const SWITCHES = 60;

/**
 * From the callback that completes the context to the badge's DOM write, without the time that reader and NHI
 * took, against the same path with a host that only echoes. The echo waits as long as reader and NHI did in the
 * median, and that wait is taken off again: so both answers meet the page in the same state of drawing itself.
 */
export async function pathFigures(stage: Stage, extension: string): Promise<Figure[]> {
  const real = await pathTimes(stage);
  const nhi = nhiTimes(stage);
  const own = real.map((ms, i) => ms - (nhi[i] ?? 0));
  const wait = quantile(nhi, 0.5);
  const echoStage = await openStage({ extension, hostCommand: (directory) => echoHost(directory, wait) });
  const echo = (await pathTimes(echoStage)).map((ms) => ms - wait);
  await echoStage.close();
  const ratio = quantile(own, 0.5) / quantile(echo, 0.5);
  const told = (name: string, value: number): Figure => ({ name, value, unit: 'ms', atMost: null });
  return [
    {
      name: 'context whole to badge drawn, real host / echo host, median',
      value: ratio,
      unit: 'ratio',
      atMost: 1.5,
    },
    told('context whole to badge drawn, whole path, p50', quantile(real, 0.5)),
    told('context whole to badge drawn, whole path, p95', quantile(real, 0.95)),
    told('the same without reader and NHI, p50', quantile(own, 0.5)),
    told('the same without reader and NHI, p95', quantile(own, 0.95)),
    told('the same with an echo host, its wait taken off, p50', quantile(echo, 0.5)),
    told('the same with an echo host, its wait taken off, p95', quantile(echo, 0.95)),
  ];
}

async function pathTimes(stage: Stage): Promise<number[]> {
  const page = await stage.context.newPage();
  const world = await ExtensionWorld.of(page);
  await page.goto(`${stage.simulator.addresses.his.spa}visit/1`);
  await page.keyboard.press('Shift');
  await page.waitForTimeout(2_000);
  await world.evaluate(INSTALL);
  for (let i = 0; i < SWITCHES; i++) {
    await page.click('.nav__next');
    await world.evaluate(`referralBench.drawn(${i + 1})`);
  }
  const [times = []] = await world.evaluate<number[]>('referralBench.times');
  await page.close();
  return times;
}

/** In the content script's own world: when it tells the worker of a whole context, and when the badge is written. */
const INSTALL = `(() => {
  const bench = { times: [], waiting: [], at: 0 };
  const send = chrome.runtime.sendMessage;
  chrome.runtime.sendMessage = (message, ...rest) => {
    if (message.type === 'screen.report' && message.body.status === 'patient') bench.at = performance.now();
    return send.call(chrome.runtime, message, ...rest);
  };
  const button = chrome.dom.openOrClosedShadowRoot(document.querySelector('nhi-referral-badge')).querySelector('button');
  new MutationObserver(() => {
    if (!bench.at || ['covered', 'lookingUp'].includes(button.dataset.state)) return;
    bench.times.push(performance.now() - bench.at);
    bench.at = 0;
    for (const resolve of bench.waiting.splice(0)) resolve();
  }).observe(button, { attributes: true, attributeFilter: ['data-state'] });
  bench.drawn = async (count) => {
    while (bench.times.length < count) await new Promise((resolve) => bench.waiting.push(resolve));
    return true;
  };
  globalThis.referralBench = bench;
})()`;

/** What signing and asking took in each of the last calls, from the host's own log. */
function nhiTimes(stage: Stage): number[] {
  const file = join(stage.configDirectory, 'state', 'host.log');
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  const calls: number[] = [];
  let sum = 0;
  for (const line of lines) {
    const entry = JSON.parse(line) as { event: string; phase?: string; message?: string; ms?: number };
    if (entry.event === 'phase' && (entry.phase === 'signing' || entry.phase === 'asking'))
      sum += entry.ms ?? 0;
    if (entry.event !== 'call' || entry.message !== 'badge.lookup') continue;
    calls.push(sum);
    sum = 0;
  }
  return calls.slice(-SWITCHES);
}

/** A host that says hello and answers every badge lookup after `wait` ms. */
function echoHost(directory: string, wait: number): string[] {
  const file = join(directory, 'echo-host.mjs');
  writeFileSync(file, ECHO);
  return [process.execPath, file, String(wait)];
}

const ECHO = `
const write = (value) => {
  const body = Buffer.from(JSON.stringify(value));
  const head = Buffer.alloc(4);
  head.writeUInt32LE(body.length);
  process.stdout.write(Buffer.concat([head, body]));
};
write({ event: 'hello', body: { protocol: 2, oldest: 1, product: 'echo', capabilities: [] } });
let kept = Buffer.alloc(0);
const badge = { state: 'none', count: 0, dueOn: null, source: 'live', asOf: null };
process.stdin.on('data', (data) => {
  kept = Buffer.concat([kept, data]);
  while (kept.length >= 4 && kept.length >= 4 + kept.readUInt32LE(0)) {
    const size = kept.readUInt32LE(0);
    const { id, body } = JSON.parse(kept.subarray(4, 4 + size).toString());
    kept = kept.subarray(4 + size);
    const answer = { binding: body?.binding, badge, elsewhere: null, error: null };
    if (id) setTimeout(write, Number(process.argv[2]), { id, ok: true, body: answer });
  }
});
`;
