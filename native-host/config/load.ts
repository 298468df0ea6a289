import { LEGAL_CLOCK } from '../../shared/domain/reply-clock.ts';
import type { HostConfig } from './config.ts';
import { type Directories, directories } from './directories.ts';
import {
  type Folder,
  isThere,
  parseFile,
  readOverlays,
  readPins,
  readSignOffs,
  readText,
  readWebCa,
} from './files.ts';
import { DEFAULTS, MachineConfig, UserConfig } from './schema.ts';
import { checkSecure } from './secure.ts';

export interface LoadOptions {
  installed: boolean;
  /** The directory given by `--config` or REFERRAL_CONFIG; only looked at when run from source. */
  override: string | null;
}

/** The directories that these options lead to; needed even where the configuration itself cannot be read. */
export function directoriesOf({ installed, override }: LoadOptions): Directories {
  return directories(installed, override);
}

/** The administrator's directory, and what makes sure that it is his; one that `--config` names is whose it is. */
export function machineFolder(options: LoadOptions): Folder {
  const overridden = !options.installed && options.override !== null;
  return { path: directoriesOf(options).machine, check: overridden ? () => {} : (path) => checkSecure(path) };
}

/**
 * The configuration of this PC: the administrator's where there is one, the user's for what the administrator
 * left open, else the defaults. Throws `app:configInsecure`, `app:configInvalid`, each
 * with the file or field.
 */
export function loadConfig(options: LoadOptions): HostConfig {
  const places = directoriesOf(options);
  const machine = machineFolder(options);
  if (isThere(places.machine)) machine.check(places.machine);
  const user = { path: places.user, check: () => {} };
  const chosen = settings(machine, user);
  return {
    installed: options.installed,
    ...chosen,
    webCa: readWebCa(machine),
    consolePins: [...readPins(machine), ...(chosen.userMayTrustConsole ? readPins(user) : [])],
    contractOverlays: readOverlays(machine),
    signOffs: readSignOffs(machine),
    directories: places,
  };
}

function settings(machineFolder: Folder, userFolder: Folder) {
  const machine = read(MachineConfig, machineFolder, 'machine');
  const user = read(UserConfig, userFolder, 'user');
  const clock = machine.clock ?? user.clock;
  return {
    endpoints: {
      console: machine.endpoints?.console ?? DEFAULTS.console,
      web: machine.endpoints?.web ?? null,
    },
    userMayTrustConsole: machine.userMayTrustConsole ?? false,
    clock: clock ?? LEGAL_CLOCK,
    autoQuery: machine.autoQuery ?? user.autoQuery ?? DEFAULTS.autoQuery,
    limits: {
      automaticPerMinute: machine.limits?.automaticPerMinute ?? DEFAULTS.automaticPerMinute,
      typedPerHour: machine.limits?.typedPerHour ?? DEFAULTS.typedPerHour,
    },
    answerCacheSeconds: machine.answerCacheSeconds ?? user.answerCacheSeconds ?? DEFAULTS.answerCacheSeconds,
    callers: machine.callers ?? DEFAULTS.callers,
  };
}

function read<S extends typeof MachineConfig | typeof UserConfig>(schema: S, folder: Folder, whose: string) {
  const text = readText(folder, 'config.json') ?? '{}';
  return parseFile(schema, `${whose} config.json`, text);
}
