import { OLDEST_PROTOCOL, PROTOCOL } from '../../shared/protocol/version.ts';
import { PRODUCT_VERSION } from '../product.ts';

/** What this host can do beyond the oldest protocol; the extension shows only what is here. */
const CAPABILITIES = ['badge', 'referrals', 'typed', 'card', 'verifySam', 'doctor'];

/** The first frame. This file imports nothing heavy, for it is on the path to the first byte. */
export function helloEvent() {
  return {
    event: 'hello',
    body: {
      protocol: PROTOCOL,
      oldest: OLDEST_PROTOCOL,
      product: PRODUCT_VERSION,
      capabilities: CAPABILITIES,
    },
  };
}
