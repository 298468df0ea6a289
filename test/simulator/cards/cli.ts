import { createInterface } from 'node:readline';
import { type CardFault, type NhiCardData, virtualCard } from './virtual-card.ts';
import { insertCard } from './vpcd-slot.ts';

/**
 * Virtual cards for vpcd's two slots, told on stdin what to do and telling on stdout what happened, one JSON
 * line each. Runs where the daemon runs: the slots are ports of its own network namespace.
 */
type Order = { slot: number; insert: NhiCardData; fault?: CardFault } | { slot: number; pull: true };

/** vpcd's default, 0x8C7B, and the one after it. */
const FIRST_PORT = 35_963;
const hands = new Map<number, () => void>();

createInterface({ input: process.stdin })
  .on('line', (line) => {
    const order = JSON.parse(line) as Order;
    hands.get(order.slot)?.();
    hands.delete(order.slot);
    if ('insert' in order) {
      const tell = (event: object) =>
        process.stdout.write(`${JSON.stringify({ slot: order.slot, ...event })}\n`);
      const card = virtualCard(order.insert, order.fault);
      hands.set(order.slot, insertCard(FIRST_PORT + order.slot, card, tell));
    }
  })
  .on('close', () => process.exit(0));
