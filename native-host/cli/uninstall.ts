import { dirname } from 'node:path';
import { uninstall } from '../install/install.ts';
import { launcherFor } from '../install/launcher.ts';
import { type Command, report } from './command.ts';

export const command: Command = {
  usage: 'uninstall [--machine]',
  summary: '取消向各瀏覽器的註冊 / Takes the registrations with every browser away',
  options: { machine: { type: 'boolean' } },
  words: { least: 0, most: 0 },
  run: async ({ values, load }) => {
    const removed = uninstall(values.machine ? 'machine' : 'user', dirname(launcherFor(load)));
    return report(
      { removed },
      removed.map(({ browser, file }) => `✘ ${browser.padEnd(9)} ${file}`),
    );
  },
};
