import { relative } from 'node:path';
import type { Seen, Walk } from '../stage/walk.ts';

export interface Walked {
  name: string;
  walk: Pick<Walk, 'seen' | 'remarks' | 'broken' | 'restless'>;
  /** Where it differs from what the simulator states, in words. */
  faults: readonly string[];
}

/**
 * Prints what walks saw; the exit code is 1 when they saw no patient, could not do a step, met a page that did
 * not come to rest, or saw anything but what the simulator states. `known`: IDs of the simulated NHI.
 */
export function report(walks: readonly Walked[], known: ReadonlySet<string>, out: string): number {
  for (const { name, walk } of walks) {
    console.log(`\n${name}: ${walk.seen.length} patients`);
    for (const one of walk.seen) print(one, known);
    for (const remark of walk.remarks) console.log(`  ${remark}`);
  }
  const total = walks.reduce((sum, { walk }) => sum + walk.seen.length, 0);
  console.log(`\n${total} patients; result.json and screenshots in ${relative(process.cwd(), out)}`);
  if (total === 0)
    console.error('No patient was seen: the adapter does not fit the pages, or nothing was clicked.');
  const faults = walks.flatMap((one) => one.faults.map((fault) => `${one.name}, ${fault}`));
  if (faults.length > 0)
    console.error(`\nWRONG: ${faults.length} differences from what the simulator states:`);
  for (const fault of faults) console.error(`  ${fault}`);
  const restless = walks.filter(({ walk }) => walk.restless).map(({ name }) => name);
  if (restless.length > 0)
    console.error(`\nINCOMPLETE: not at rest in ${restless.join(', ')}; result.json may lack patients.`);
  const whole = restless.length === 0 && !walks.some(({ walk }) => walk.broken);
  return total > 0 && faults.length === 0 && whole ? 0 : 1;
}

function print(one: Seen, known: ReadonlySet<string>): void {
  const { badge, count, frame, screenshot } = one;
  const { id, name } = one.context;
  const file = relative(process.cwd(), screenshot);
  const drawn = `${badge.padEnd(18)} ${String(count).padStart(2)}`;
  console.log(`  ${drawn}  ${id}  ${name ?? ''}  frame ${frame}  ${file}`);
  if (!known.has(id)) console.log(`  ${' '.repeat(18)}     the simulated NHI knows nobody with this ID`);
}
