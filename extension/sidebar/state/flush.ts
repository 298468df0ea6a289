import { options } from 'preact';

/**
 * Changes signals and has the DOM follow before it returns. A render that merely stands in the queue would leave
 * the patient before on the screen for as long as the queue is long.
 */
export function flush(change: () => void): void {
  const before = options.debounceRendering;
  let render: (() => void) | undefined;
  options.debounceRendering = (queued) => {
    render = queued;
  };
  try {
    change();
    render?.();
  } finally {
    if (before) options.debounceRendering = before;
    else delete options.debounceRendering;
  }
}
