import { describe, expect, it } from 'vitest';
import { thisMachine } from './machine.ts';

const card = (mac: string, internal = false) => ({
  address: '10.0.0.1',
  netmask: '255.0.0.0',
  family: 'IPv4' as const,
  mac,
  internal,
  cidr: null,
});
const OWN = { eth0: [card('3c:52:82:00:00:01')] };

describe('thisMachine', () => {
  it('differs where name or network hardware differ: disk images are copied to hundreds of PCs', () => {
    const copy = { eth0: [card('3c:52:82:00:00:02')] };
    expect(
      new Set([thisMachine(OWN, 'OPD1'), thisMachine(copy, 'OPD1'), thisMachine(OWN, 'OPD2')]).size,
    ).toBe(3);
  });

  it('stays the same over virtual adapters, loopback and their order', () => {
    const busy = {
      lo: [card('00:00:00:00:00:00', true)],
      vpn: [card('02:42:ac:11:00:02')],
      eth1: [card('a4:bb:6d:00:00:09')],
      ...OWN,
    };
    const other = { ...OWN, eth1: [card('a4:bb:6d:00:00:09'), card('a4:bb:6d:00:00:09')] };
    expect(thisMachine(busy, 'OPD1')).toBe(thisMachine(other, 'OPD1'));
  });
});
