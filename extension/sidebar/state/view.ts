import { signal } from '@preact/signals';

export const VIEWS = ['screen', 'quick', 'card'] as const;
export type View = (typeof VIEWS)[number];

/** Which task the doctor is at. Each keeps what it holds while another is in front. */
export const view = signal<View>('screen');

/** Is the panel itself on the doctor's screen? */
export const inFront = signal(!document.hidden);
document.addEventListener('visibilitychange', () => {
  inFront.value = !document.hidden;
});
