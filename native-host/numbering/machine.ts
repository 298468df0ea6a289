import { hostname, networkInterfaces } from 'node:os';

/** Set by software, often anew at each start: virtual adapters, private Wi-Fi addresses (IEEE 802, U/L bit). */
const LOCAL_BIT = 0x02;

/**
 * What tells this PC from one that was made from the same disk image: its name, and the addresses that its
 * network hardware was made with.
 */
export function thisMachine(interfaces = networkInterfaces(), name = hostname()): string {
  const addresses = Object.values(interfaces)
    .flatMap((all) => all ?? [])
    .filter(({ internal }) => !internal)
    .map(({ mac }) => mac)
    .filter((mac) => mac !== '00:00:00:00:00:00' && (Number.parseInt(mac.slice(0, 2), 16) & LOCAL_BIT) === 0);
  return [name, ...[...new Set(addresses)].sort()].join(' ');
}
