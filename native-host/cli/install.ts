import { install } from '../install/install.ts';
import { launcherFor } from '../install/launcher.ts';
import { type Command, report } from './command.ts';

export const command: Command = {
  usage: 'install [--machine]',
  summary: '向 Chrome、Chromium、Edge、Firefox 註冊 / Registers with Chrome, Chromium, Edge and Firefox',
  options: { machine: { type: 'boolean' } },
  words: { least: 0, most: 0 },
  run: async ({ values, load }) => {
    const launcher = launcherFor(load);
    const registered = install(values.machine ? 'machine' : 'user', launcher);
    const lines = registered.map(({ browser, file }) => `✔ ${browser.padEnd(9)} ${file}`);
    return report({ launcher, registered }, [...lines, launcher]);
  },
};
