import type { ErrorKey } from '../../shared/protocol/errors/codes.ts';

/** What the browsers say of a host that they cannot start or lost. Six causes, six codes, never one. */
const SAID: readonly [text: RegExp, key: ErrorKey][] = [
  // Chromium, extensions/browser/api/messaging/native_message_process_host.cc
  [/native messaging host not found/i, 'wire:hostNotFound'],
  [/Access to the specified native messaging host is forbidden/i, 'wire:hostForbidden'],
  [/Native host has exited/i, 'wire:hostExited'],
  [/Error when communicating with the native messaging host/i, 'wire:hostGarbled'],
  [/Failed to start native messaging host/i, 'wire:hostFailedToStart'],
  [/Invalid native messaging host name/i, 'wire:hostNameInvalid'],
  // Firefox, toolkit/components/extensions/NativeMessaging.sys.mjs
  [/No such native application/i, 'wire:hostNotFound'],
  [/does not have permission to use native application/i, 'wire:hostForbidden'],
  [/Native application tried to send a message/i, 'wire:hostGarbled'],
];

export function hostErrorKey(text: string | undefined): ErrorKey {
  return SAID.find(([pattern]) => pattern.test(text ?? ''))?.[1] ?? 'wire:disconnected';
}
