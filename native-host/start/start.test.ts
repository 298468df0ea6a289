import { describe, expect, it } from 'vitest';
import { CHROMIUM_ID, CHROMIUM_ORIGIN, GECKO_ID } from '../../shared/protocol/identity.ts';
import { readArguments } from './arguments.ts';
import { callerOf } from './caller.ts';
import { cleaned, foreignExecArgv, tainted } from './environment.ts';

describe('the environment', () => {
  it.each([
    'NODE_OPTIONS',
    'NODE_EXTRA_CA_CERTS',
    'NODE_TLS_REJECT_UNAUTHORIZED',
    'NODE_PATH',
    'node_options',
    'SSL_CERT_FILE',
    'SSL_CERT_DIR',
    'SSLKEYLOGFILE',
    'OPENSSL_CONF',
    'OPENSSL_MODULES',
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'ALL_PROXY',
    'NO_PROXY',
    'http_proxy',
    'https_proxy',
    'all_proxy',
    'no_proxy',
  ])('does not keep %s', (name) => {
    const env = { [name]: 'x', PATH: '/bin' };
    expect(tainted(env)).toEqual([name]);
    expect(cleaned(env)).toEqual({ PATH: '/bin' });
  });

  it('keeps what has nothing to do with trust', () => {
    const env = {
      PATH: '/bin',
      HOME: '/root',
      NODE: '/usr/bin/node',
      LANG: 'zh_TW.UTF-8',
      MY_HTTP_PROXY: 'x',
    };
    expect(tainted(env)).toEqual([]);
    expect(cleaned(env)).toEqual(env);
  });

  it.each([
    '--require=/tmp/x.js',
    '-r',
    '--import=data:text/javascript,1',
    '--inspect',
    '--inspect-brk=0.0.0.0:9229',
    '--use-openssl-ca',
    '--tls-min-v1.0',
    '--tls-keylog=/tmp/x',
    '--openssl-config=/tmp/x',
    '--no-warnings',
  ])('does not take %s from whoever started an installed host', (option) => {
    expect(foreignExecArgv(['--disable-warning=ExperimentalWarning', option])).toEqual([option]);
  });
});

describe('the arguments', () => {
  it('take a directory from source only, the argument before the variable', () => {
    const env = { REFERRAL_CONFIG: '/env' };
    const args = ['--config', '/given', CHROMIUM_ORIGIN];
    expect(readArguments(args, env, false)).toEqual({ override: '/given', rest: [CHROMIUM_ORIGIN] });
    expect(readArguments([], env, false)).toEqual({ override: '/env', rest: [] });
    expect(readArguments(args, env, true)).toEqual({ override: null, rest: args });
  });

  it.each([
    [[CHROMIUM_ORIGIN], CHROMIUM_ID],
    [[CHROMIUM_ORIGIN, '--parent-window=65'], CHROMIUM_ID],
    [['/x/.mozilla/native-messaging-hosts/x.json', GECKO_ID], GECKO_ID],
    [['C:\\Program Files\\x\\x.json', GECKO_ID], GECKO_ID],
    [['chrome-extension:///'], ''],
    [['lookup', 'A123456789'], null],
    [['host'], null],
    [[], null],
    [[`x${CHROMIUM_ORIGIN}`], null],
  ])('%j: the caller is %j', (args, caller) => expect(callerOf(args)).toBe(caller));
});
