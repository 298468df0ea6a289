/**
 * Who started us. A browser passes its own argument: Chromium `chrome-extension://<id>/`, Firefox the path of
 * the registration and then the add-on's id. Null when it was a person at a command line.
 */
export function callerOf(args: readonly string[]): string | null {
  const [first = '', second = ''] = args;
  const chromium = /^chrome-extension:\/\/([^/]*)\/?$/.exec(first);
  if (chromium) return chromium[1] ?? '';
  return /[/\\][^/\\]+\.json$/.test(first) && second ? second : null;
}
