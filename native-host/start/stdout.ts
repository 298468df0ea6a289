import { Console } from 'node:console';

/**
 * Takes stdout for frames alone: one stray line from a library, and the browser ends us with "Error when
 * communicating". Everything else that is printed goes to stderr.
 */
export function claimStdout(): (bytes: Uint8Array, written?: () => void) => void {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  globalThis.console = new Console(process.stderr, process.stderr);
  // The browser went away: stdin ends too, and that is where it is dealt with.
  process.stdout.on('error', () => {});
  return (bytes, written) => {
    write(bytes, () => written?.());
  };
}
