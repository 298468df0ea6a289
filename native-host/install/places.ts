import { homedir } from 'node:os';
import { join } from 'node:path';

export const BROWSERS = ['chrome', 'chromium', 'edge', 'firefox'] as const;
export type Browser = (typeof BROWSERS)[number];
export type Scope = 'user' | 'machine';

/** Under the home directory, and for every user of the PC. Sources: Chrome's and Mozilla's native messaging pages. */
const LINUX: Record<Browser, Record<Scope, string>> = {
  chrome: {
    user: '.config/google-chrome/NativeMessagingHosts',
    machine: '/etc/opt/chrome/native-messaging-hosts',
  },
  chromium: {
    user: '.config/chromium/NativeMessagingHosts',
    machine: '/etc/chromium/native-messaging-hosts',
  },
  edge: {
    user: '.config/microsoft-edge/NativeMessagingHosts',
    machine: '/etc/opt/edge/native-messaging-hosts',
  },
  firefox: { user: '.mozilla/native-messaging-hosts', machine: '/usr/lib/mozilla/native-messaging-hosts' },
};

const MAC: Record<Browser, Record<Scope, string>> = {
  chrome: {
    user: 'Library/Application Support/Google/Chrome/NativeMessagingHosts',
    machine: '/Library/Google/Chrome/NativeMessagingHosts',
  },
  chromium: {
    user: 'Library/Application Support/Chromium/NativeMessagingHosts',
    machine: '/Library/Application Support/Chromium/NativeMessagingHosts',
  },
  edge: {
    user: 'Library/Application Support/Microsoft Edge/NativeMessagingHosts',
    machine: '/Library/Microsoft/Edge/NativeMessagingHosts',
  },
  firefox: {
    user: 'Library/Application Support/Mozilla/NativeMessagingHosts',
    machine: '/Library/Application Support/Mozilla/NativeMessagingHosts',
  },
};

/** Windows names the registration file in the registry, under HKCU or HKLM. */
export const REGISTRY: Record<Browser, string> = {
  chrome: 'Software\\Google\\Chrome\\NativeMessagingHosts',
  chromium: 'Software\\Chromium\\NativeMessagingHosts',
  edge: 'Software\\Microsoft\\Edge\\NativeMessagingHosts',
  firefox: 'Software\\Mozilla\\NativeMessagingHosts',
};

/** The folder in which a browser looks for registrations, on Linux and macOS. */
export function registrationFolder(browser: Browser, scope: Scope): string {
  const place = (process.platform === 'darwin' ? MAC : LINUX)[browser][scope];
  return scope === 'user' ? join(homedir(), place) : place;
}

/** Folders of policies that administrators set, on Linux; elsewhere they are not files. */
export const POLICY_FOLDERS: Partial<Record<Browser, string>> = {
  chrome: '/etc/opt/chrome/policies/managed',
  chromium: '/etc/chromium/policies/managed',
  edge: '/etc/opt/edge/policies/managed',
};
