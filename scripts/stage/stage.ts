import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { type Started, startSimulator } from '../../test/simulator/start.ts';
import { launchChromium, requireWorker } from './browser.ts';
import { type Settings, writeHostConfig } from './host-config.ts';
import { registerForProfile, writeLauncher } from './register-host.ts';

export interface StageOptions {
  /** The built extension. */
  extension: string;
  headless?: boolean;
  language?: string;
  settings?: Settings;
  /** What the browser starts as its native host, before the caller's arguments; null registers none. */
  hostCommand?: ((configDirectory: string) => readonly string[]) | null;
  hostEnv?: Readonly<Record<string, string>>;
}

/** Simulator, host and browser, set up as on a doctor's PC: nothing global is touched. */
export interface Stage {
  simulator: Started;
  context: BrowserContext;
  extensionId: string;
  /** The host's machine directory, and its state in `state/`. */
  configDirectory: string;
  profile: string;
  openPanel(tab: number): Promise<Page>;
  close(): Promise<void>;
}

const root = resolve(import.meta.dirname, '../..');

/** The host from source, as `npm run host` runs it. */
export function sourceHost(configDirectory: string): string[] {
  const node = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  const cli = join(root, 'native-host/cli.ts');
  return [node, '--disable-warning=ExperimentalWarning', cli, 'host', '--config', configDirectory];
}

/** A generous limit: a walk-through sees more patients a minute than a doctor does. */
const STAGE_SETTINGS: Settings = { limits: { automaticPerMinute: 10_000, typedPerHour: 10_000 } };

export async function openStage(options: StageOptions): Promise<Stage> {
  const pc = await setUpPc(options);
  const context = await launchChromium({
    profile: pc.profile,
    extension: options.extension,
    headless: options.headless ?? true,
    language: options.language ?? 'zh-TW',
  });
  const extensionId = await requireWorker(context);
  const { simulator, configDirectory, profile } = pc;
  return {
    simulator,
    context,
    extensionId,
    configDirectory,
    profile,
    openPanel: (tab) => openPanel(context, extensionId, tab),
    close: async () => {
      await context.close();
      await pc.clear();
    },
  };
}

/** Everything but the browser: the simulator, and a profile in which the host is registered. */
export async function setUpPc(options: Pick<StageOptions, 'settings' | 'hostCommand' | 'hostEnv'>) {
  const directory = mkdtempSync(join(tmpdir(), 'referral-stage-'));
  const [configDirectory, profile] = [join(directory, 'machine'), join(directory, 'profile')];
  const simulator = await startSimulator();
  const settings = { ...STAGE_SETTINGS, ...options.settings };
  writeHostConfig(configDirectory, simulator.addresses, settings);
  const command = options.hostCommand === undefined ? sourceHost : options.hostCommand;
  if (command) {
    const launch = { directory, command: command(configDirectory), env: options.hostEnv ?? {} };
    registerForProfile(profile, writeLauncher(launch));
  }
  const clear = async () => {
    await simulator.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  return { simulator, configDirectory, profile, clear };
}

/** The panel in a tab of its own, bound to another tab: what most walks and tests look at. */
async function openPanel(context: BrowserContext, extensionId: string, tab: number): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize({ width: 400, height: 800 });
  await page.goto(`chrome-extension://${extensionId}/extension/sidebar/index.html?tab=${tab}`);
  return page;
}
