import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { HostStatus } from '../../../extension/background/host.ts';
import { DEV_EXTENSION } from '../../../scripts/build.ts';
import { drawnBadges } from '../../../scripts/stage/badges.ts';
import { registerForProfile, writeLauncher } from '../../../scripts/stage/register-host.ts';
import { openStage, type Stage } from '../../../scripts/stage/stage.ts';
import type { ErrorBody } from '../../../shared/protocol/schemas.ts';
import { HOST_NAME } from '../../../shared/protocol/version.ts';

const root = resolve(import.meta.dirname, '../../..');
const NODE = join(root, 'node_modules/node/bin/node');
const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 30_000, interval: 100 });

/** One browser on the single-page demo HIS, whose native host a test exchanges at will. */
export class Rig {
  readonly stage: Stage;
  /** The demo HIS; a user has touched its tab. */
  readonly his: Page;
  readonly tab: number;
  /** A page of the extension, from which a test speaks with the worker as the panel does. */
  readonly desk: Page;

  private constructor(stage: Stage, desk: Page, his: Page, tab: number) {
    this.stage = stage;
    this.desk = desk;
    this.his = his;
    this.tab = tab;
  }

  static async open(): Promise<Rig> {
    const stage = await openStage({ extension: DEV_EXTENSION, hostCommand: null });
    const desk = await stage.context.newPage();
    await desk.goto(`chrome-extension://${stage.extensionId}/extension/options/index.html`);
    const his = await stage.context.newPage();
    await his.goto(stage.simulator.addresses.his.spa);
    await his.keyboard.press('Shift');
    const url = his.url();
    const tab = await desk.evaluate(
      async (url) => (await chrome.tabs.query({})).find((one) => one.url === url)?.id,
      url,
    );
    return new Rig(stage, desk, his, tab ?? -1);
  }

  /** A registration without a launcher behind it, or a host that is registered for somebody else. */
  register(path: string, origins?: readonly string[]): void {
    registerForProfile(this.stage.profile, path);
    if (!origins) return;
    const written = JSON.parse(readFileSync(this.#manifest, 'utf8'));
    writeFileSync(this.#manifest, JSON.stringify({ ...written, allowed_origins: origins }));
  }

  /** A launcher for this command; it notes the process that the browser starts. */
  launcher(command: readonly string[]): string {
    const noting = ['/bin/sh', '-c', 'echo $$ >> "$0"; exec "$@"', this.#pids, ...command];
    return writeLauncher({ directory: this.stage.profile, command: noting });
  }

  /** From now on the browser finds no host, and the one that ran is gone; the worker knows it. */
  async withoutHost(): Promise<void> {
    rmSync(this.#manifest, { force: true });
    this.killHost();
    await eventually(async () => (await this.status(false)).state).toBe('failed');
    await this.status(true); // Nothing of the host before is waited for, nor said, any more.
    rmSync(this.record, { force: true });
    rmSync(this.#pids, { force: true });
  }

  /** Exchanges the host and has the worker connect, as the panel's button does. */
  async withHost(command: readonly string[], origins?: readonly string[]): Promise<HostStatus> {
    await this.withoutHost();
    this.register(this.launcher(command), origins);
    return this.status(true);
  }

  status(reconnect: boolean): Promise<HostStatus> {
    return this.desk.evaluate(
      async (body) => {
        const reply = await chrome.runtime.sendMessage({ type: 'host.status', body });
        return reply.body;
      },
      { reconnect },
    );
  }

  /** Processes that the browser started since the host was exchanged. */
  starts(): number[] {
    if (!existsSync(this.#pids)) return [];
    return readFileSync(this.#pids, 'utf8').trim().split('\n').map(Number);
  }

  killHost(): void {
    for (const pid of this.starts().flatMap(withChildren)) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It had ended by itself.
      }
    }
  }

  standIn(options: object): string[] {
    const script = join(import.meta.dirname, 'stand-in.mjs');
    return [NODE, script, JSON.stringify({ record: this.record, ...options })];
  }

  /** The frozen host of protocol 1. */
  protocol1(): string[] {
    return [NODE, join(import.meta.dirname, 'protocol-1-host.mjs'), this.record];
  }

  get record(): string {
    return join(this.stage.profile, 'record.jsonl');
  }

  /** A call as a page of the extension makes it, with its raw reply. */
  call(type: string, body: object): Promise<{ ok: boolean; error?: ErrorBody }> {
    return this.desk.evaluate((message) => chrome.runtime.sendMessage(message), { type, body });
  }

  /** Ends the extension's worker, as the browser does when it sees fit. */
  async stopWorker(): Promise<void> {
    const cdp = await this.stage.context.newCDPSession(this.desk);
    const { targetInfos } = await cdp.send('Target.getTargets');
    const worker = targetInfos.find((one) => one.type === 'service_worker');
    if (!worker) throw new Error('No worker runs');
    await cdp.send('Target.closeTarget', { targetId: worker.targetId });
    await cdp.detach();
  }

  /** What a stand-in was asked, oldest first. */
  asked(): { v: number; type: string; body: { patient?: { id: string } } }[] {
    if (!existsSync(this.record)) return [];
    const lines = readFileSync(this.record, 'utf8').trim().split('\n');
    return lines.map((line) => JSON.parse(line)).filter((frame) => frame.type);
  }

  /** Calls that patient of the queue to the screen; the badge then ends in `state`. */
  async expectBadge(no: number, state: string): Promise<void> {
    await this.his.goto(`${this.stage.simulator.addresses.his.spa}visit/${no}`);
    await this.badge().toBe(state);
  }

  badge(timeout = 30_000) {
    return expect.poll(async () => (await drawnBadges(this.his))[0]?.state, { timeout, interval: 100 });
  }

  /** The toolbar's copy of the badge. */
  icon(): Promise<string> {
    return this.desk.evaluate((tabId) => chrome.action.getBadgeText({ tabId }), this.tab);
  }

  openPanel(): Promise<Page> {
    return this.stage.openPanel(this.tab);
  }

  get #manifest(): string {
    return join(this.stage.profile, 'NativeMessagingHosts', `${HOST_NAME}.json`);
  }

  get #pids(): string {
    return join(this.stage.profile, 'pids');
  }
}

/** A host that started itself afresh serves in a child. */
function withChildren(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  const children = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  return [pid, ...children.split(' ').filter(Boolean).map(Number)];
}
