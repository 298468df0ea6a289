import { CHROMIUM_ORIGIN, GECKO_ID } from '../../shared/protocol/identity.ts';
import { HOST_NAME } from '../../shared/protocol/version.ts';
import type { Browser } from './places.ts';

export const REGISTRATION_FILE = `${HOST_NAME}.json`;

/** What a browser wants to know of a native host: where it is, and which extension may start it. */
export function registration(browser: Browser, launcher: string): Record<string, unknown> {
  const callers =
    browser === 'firefox' ? { allowed_extensions: [GECKO_ID] } : { allowed_origins: [CHROMIUM_ORIGIN] };
  return {
    name: HOST_NAME,
    description: 'NHI referral companion: native host',
    path: launcher,
    type: 'stdio',
    ...callers,
  };
}
