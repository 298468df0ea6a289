const TYPES = ['pointerdown', 'keydown'];

/** Calls back once, when the user first clicks or types in this document; scripted events do not count. */
export function onFirstTrusted(then: (target: EventTarget | null) => void, signal: AbortSignal): void {
  const on = { capture: true, passive: true, signal };
  const heard = (event: Event) => {
    if (!event.isTrusted) return;
    for (const type of TYPES) removeEventListener(type, heard, on);
    then(event.target);
  };
  for (const type of TYPES) addEventListener(type, heard, on);
}
