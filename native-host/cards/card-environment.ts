import { INSTALLED } from '../start/installed.ts';

/** What the card child inherits. pcsc-lite's own variables would name another service: not once installed. */
export function cardEnvironment(env: NodeJS.ProcessEnv, installed = INSTALLED): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !installed || !/^(PCSCLITE|LIBPCSCLITE)_/i.test(name));
  return Object.fromEntries(kept);
}

/** Another PC/SC library than the system's, for tests; undefined once installed, whatever was given. */
export function cardLibrary(env: NodeJS.ProcessEnv, installed = INSTALLED): string | undefined {
  return installed ? undefined : env.REFERRAL_PCSC_LIBRARY;
}
