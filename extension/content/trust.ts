const TYPES = ['pointerdown', 'keydown'];
const ON = { capture: true, passive: true };

/** Calls back once, when the user first clicks or types in this document; scripted events do not count. */
export function onFirstTrusted(then: (target: EventTarget | null) => void): void {
  const heard = (event: Event) => {
    if (!event.isTrusted) return;
    for (const type of TYPES) removeEventListener(type, heard, ON);
    then(event.target);
  };
  for (const type of TYPES) addEventListener(type, heard, ON);
}
