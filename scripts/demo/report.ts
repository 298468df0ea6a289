import { relative } from 'node:path';
import type { Walk } from '../stage/walk.ts';

/** Prints what walks saw; the exit code is 1 when they saw no patient, or could not do a step. `known`: IDs of the simulated NHI. */
export function report(walks: ReadonlyMap<string, Walk>, known: ReadonlySet<string>, out: string): number {
  for (const [name, { seen, remarks }] of walks) {
    console.log(`\n${name}: ${seen.length} patients`);
    for (const one of seen) {
      const { id, name: who } = one.context;
      const file = relative(process.cwd(), one.screenshot);
      console.log(`  ${one.badge.padEnd(18)} ${String(one.count).padStart(2)}  ${id}  ${who ?? ''}  ${file}`);
      if (!known.has(id)) console.log(`  ${' '.repeat(18)}     the simulated NHI knows nobody with this ID`);
    }
    for (const remark of remarks) console.log(`  ${remark}`);
  }
  const total = [...walks.values()].reduce((sum, { seen }) => sum + seen.length, 0);
  console.log(`\n${total} patients; result.json and screenshots in ${relative(process.cwd(), out)}`);
  if (total === 0)
    console.error('No patient was seen: the adapter does not fit the pages, or nothing was clicked.');
  return total > 0 && ![...walks.values()].some(({ broken }) => broken) ? 0 : 1;
}
