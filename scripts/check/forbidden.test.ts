import { describe, expect, it } from 'vitest';
import samples from './forbidden.samples.json' with { type: 'json' };
import { checkForbidden, checkTls } from './forbidden.ts';
import { treeOf } from './tree.ts';

const faults = (path = '', text = '') => checkForbidden(treeOf({ [path]: `\n${text}\n` }));

describe('forbidden things', () => {
  it.each(samples.bad)('%s: %s', (path, text) => {
    expect(faults(path, text)).toEqual([expect.stringContaining(`${path}:2: `)]);
  });

  it('a path to the papers beside the repository', () => {
    expect(faults('docs/a.md', ['..', 'shared', 'nhi', 'facts.md'].join('/'))).toHaveLength(1);
  });

  it.each(samples.good)('lets %s: %s', (path, text) => {
    expect(faults(path, text)).toEqual([]);
  });
});

describe('TLS of the host', () => {
  const maker = [
    'export function tlsOptions(trust: Trust) {',
    '  return {',
    '    rejectUnauthorized: true,',
    '    ca: trust.ca,',
    '  };',
    '}',
  ].join('\n');
  const opener = "import * as https from 'node:https';\nhttps.request({ ...tlsOptions(trust, host) });";

  it.each([
    ['without verification stated', maker.replace('rejectUnauthorized: true,', ''), opener],
    ['without a CA of its own', maker.replace('ca: trust.ca,', ''), opener],
    ['with options of its own', maker, opener.replace('...tlsOptions(trust, host)', 'host')],
    ['over a socket', maker, "import * as tls from 'node:tls';\ntls.connect({ host });"],
    ['under another name', maker, "import { connect as open } from 'node:tls';\nopen({ host });"],
  ])('%s', (_, trust, transport) => {
    const tree = treeOf({ 'native-host/trust.ts': trust, 'native-host/transport.ts': transport });
    expect(checkTls(tree)).toHaveLength(1);
  });

  it('is content with options from the one place, and with types', () => {
    const types = "import type { TLSSocket } from 'node:tls';";
    const tree = treeOf({ 'native-host/a.ts': maker, 'native-host/b.ts': opener, 'native-host/c.ts': types });
    expect(checkTls(tree)).toEqual([]);
  });
});
