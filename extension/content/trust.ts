/** Calls back once, when the user first clicks or types in this document; scripted events do not count. */
export function onFirstTrusted(then: (target: EventTarget | null) => void, signal: AbortSignal): void {
  const done = new AbortController();
  const on = { capture: true, passive: true, signal: AbortSignal.any([signal, done.signal]) };
  const heard = (event: Event) => {
    if (!event.isTrusted) return;
    done.abort();
    then(event.target);
  };
  for (const type of ['pointerdown', 'keydown']) addEventListener(type, heard, on);
}
