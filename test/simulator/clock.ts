/** The simulator's own time: the machine's, shifted on command. Console and NHI share it. */
export interface Clock {
  now(): number;
  shift(offsetMs: number): void;
}

export function openClock(): Clock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    shift: (offsetMs) => {
      offset = offsetMs;
    },
  };
}
