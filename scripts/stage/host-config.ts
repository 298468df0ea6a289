import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a simulator listens, as far as a host has to know. */
export interface HostTargets {
  console: { url: string; certificateFile: string };
  web: { url: string; caFile: string };
}

/** Settings of one stage that differ from the defaults, as config.json takes them. */
export type Settings = Readonly<Record<string, unknown>>;

/** Writes the machine directory of a stage's host: who it talks to, and whom it trusts. */
export function writeHostConfig(directory: string, targets: HostTargets, settings: Settings = {}): void {
  mkdirSync(join(directory, 'console-pins'), { recursive: true });
  cpSync(targets.console.certificateFile, join(directory, 'console-pins', 'console.pem'));
  cpSync(targets.web.caFile, join(directory, 'ca.pem'));
  const endpoints = { console: targets.console.url, web: targets.web.url };
  writeFileSync(join(directory, 'config.json'), JSON.stringify({ endpoints, ...settings }));
}
