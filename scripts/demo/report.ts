import { relative } from 'node:path';
import type { Seen } from '../stage/walk.ts';

/** Prints what a walk saw; the exit code is 1 when it saw no patient at all. */
export function report(seen: Readonly<Record<string, readonly Seen[]>>, out: string): number {
  for (const [name, patients] of Object.entries(seen)) {
    console.log(`\n${name}: ${patients.length} patients`);
    for (const one of patients) {
      const { id, name: who } = one.context;
      const file = relative(process.cwd(), one.screenshot);
      console.log(`  ${one.badge.padEnd(18)} ${String(one.count).padStart(2)}  ${id}  ${who ?? ''}  ${file}`);
    }
  }
  const total = Object.values(seen).flat().length;
  console.log(`\n${total} patients; result.json and screenshots in ${relative(process.cwd(), out)}`);
  if (total === 0)
    console.error('No patient was seen: the adapter does not fit the pages, or nothing was clicked.');
  return total > 0 ? 0 : 1;
}
