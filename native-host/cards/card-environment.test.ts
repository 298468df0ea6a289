import { expect, it } from 'vitest';
import { cardEnvironment, cardLibrary } from './card-environment.ts';

const env = {
  PATH: '/bin',
  PCSCLITE_CSOCK_NAME: '/tmp/other',
  LIBPCSCLITE_DELEGATE: '/tmp/lib.so',
  REFERRAL_PCSC_LIBRARY: '/tmp/lib.so',
};

it('names another card service or library from source only', () => {
  expect(cardEnvironment(env, false)).toEqual(env);
  expect(cardLibrary(env, false)).toBe('/tmp/lib.so');
  expect(Object.keys(cardEnvironment(env, true))).not.toContain('PCSCLITE_CSOCK_NAME');
  expect(Object.keys(cardEnvironment(env, true))).not.toContain('LIBPCSCLITE_DELEGATE');
  expect(cardLibrary(env, true)).toBeUndefined();
});
