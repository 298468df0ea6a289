import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How a bundle asks the system where the user's home is, minified or not. */
const ASKS = /\(0,\s*[\w$.]+\.userInfo\)\(\)\.homedir/g;

/**
 * Gives an installed host a home of the test's own, by changing the one place of its bundle that asks the system
 * for it: nothing from outside can move it, and no test may touch the state of whoever runs it. Throws unless
 * there is exactly one such place.
 */
export function moveHome(bundle: string, home: string): void {
  const asking = globSync('{*.cjs,parts/*.cjs}', { cwd: bundle })
    .map((name) => ({ file: join(bundle, name), text: readFileSync(join(bundle, name), 'utf8') }))
    .flatMap((one) => [...one.text.matchAll(ASKS)].map(() => one));
  const [only, ...more] = asking;
  if (!only || more.length > 0) throw new Error(`${asking.length} places ask for the user's home, not one`);
  writeFileSync(only.file, only.text.replace(ASKS, JSON.stringify(home)));
}
