import { homedir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import type { HostConfig } from './config.ts';

export type Directories = HostConfig['directories'];

/**
 * Where this PC keeps configuration and state. `override` (only from source) plays the machine directory and
 * keeps everything inside itself. An installed host takes nothing from its environment, which whoever starts
 * it may set: the system's own record of the user says where home is, not HOME or %USERPROFILE% (nor
 * %APPDATA%, %LOCALAPPDATA%), and Windows' machine directory is spelled out instead of read from
 * %ProgramData% or %SystemDrive%.
 */
export function directories(
  installed: boolean,
  override: string | null,
  platform: NodeJS.Platform = process.platform,
): Directories {
  if (installed) return byPlatform(platform, userInfo().homedir);
  if (override) {
    const machine = resolve(override);
    return { machine, user: join(machine, 'user'), state: join(machine, 'state') };
  }
  return byPlatform(platform, homedir());
}

function byPlatform(platform: NodeJS.Platform, home: string): Directories {
  if (platform === 'win32') {
    return {
      machine: 'C:\\ProgramData\\NhiReferralCompanion',
      user: join(home, 'AppData', 'Roaming', 'NhiReferralCompanion'),
      state: join(home, 'AppData', 'Local', 'NhiReferralCompanion'),
    };
  }
  if (platform === 'darwin') {
    const user = join(home, 'Library', 'Application Support', 'NhiReferralCompanion');
    return {
      machine: '/Library/Application Support/NhiReferralCompanion',
      user,
      state: join(user, 'state'),
    };
  }
  return {
    machine: '/etc/nhi-referral-companion',
    user: join(home, '.config', 'nhi-referral-companion'),
    state: join(home, '.local', 'state', 'nhi-referral-companion'),
  };
}
