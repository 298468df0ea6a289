const STEP = 16;
/** Less than this is a click with an unsteady hand. */
const SLACK = 4;

export interface MoveHooks {
  at(): { left: number; top: number };
  move(to: { left: number; top: number }): void;
  /** The user let go. */
  dropped(): void;
}

/** Drag with the pointer, or Shift + arrow keys. Scripted events move nothing. */
export function movable(button: HTMLElement, hooks: MoveHooks): { dragged(): boolean } {
  let from: { x: number; y: number; left: number; top: number } | null = null;
  let dragging = false;
  const on = <K extends keyof HTMLElementEventMap>(type: K, act: (event: HTMLElementEventMap[K]) => void) =>
    button.addEventListener(type, (event) => event.isTrusted && act(event));

  on('pointerdown', (event) => {
    dragging = false;
    if (event.button !== 0) return;
    from = { x: event.clientX, y: event.clientY, ...hooks.at() };
    button.setPointerCapture(event.pointerId);
  });
  on('pointermove', (event) => {
    if (!from) return;
    const [dx, dy] = [event.clientX - from.x, event.clientY - from.y];
    dragging ||= Math.hypot(dx, dy) > SLACK;
    if (dragging) hooks.move({ left: from.left + dx, top: from.top + dy });
  });
  on('pointerup', () => {
    from = null;
    if (dragging) hooks.dropped();
  });
  on('pointercancel', () => {
    from = null;
  });
  on('keydown', (event) => {
    const [dx, dy] = ARROWS[event.key] ?? [0, 0];
    if (!event.shiftKey || (!dx && !dy)) return;
    event.preventDefault();
    const { left, top } = hooks.at();
    hooks.move({ left: left + dx * STEP, top: top + dy * STEP });
    hooks.dropped();
  });
  return { dragged: () => dragging };
}

const ARROWS: Record<string, [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
