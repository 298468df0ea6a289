import { expect, test } from 'vitest';
import { hostErrorKey } from './host-errors.ts';

test.each([
  ['Specified native messaging host not found.', 'wire:hostNotFound'],
  ['Access to the specified native messaging host is forbidden.', 'wire:hostForbidden'],
  ['Native host has exited.', 'wire:hostExited'],
  ['Error when communicating with the native messaging host.', 'wire:hostGarbled'],
  ['Failed to start native messaging host.', 'wire:hostFailedToStart'],
  ['Invalid native messaging host name specified.', 'wire:hostNameInvalid'],
  ['No such native application tw.nhi.referral_companion', 'wire:hostNotFound'],
  [undefined, 'wire:disconnected'],
])('%s is %s', (text, key) => {
  expect(hostErrorKey(text)).toBe(key);
});
