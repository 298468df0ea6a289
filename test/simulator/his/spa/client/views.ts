import { el, show } from './dom.ts';
import type { Delays } from './late.ts';
import { load, type Options, skeleton } from './panel.ts';

const KEPT = 5;

/** Keep-alive: panels of patients seen before stay in the document, hidden, at most five of them. */
export class PatientViews {
  readonly element = el('div', { class: 'views' });
  readonly #panels = new Map<string, HTMLElement>();
  readonly #delays: () => Delays;
  readonly #rows: number;

  constructor(delays: () => Delays, rows: number) {
    this.#delays = delays;
    this.#rows = rows;
  }

  /** Shows this patient's panel alone; a new one starts as a skeleton and fills when its data come. */
  show(no: number, masked: boolean): void {
    const key = `${masked ? 'private' : 'visit'}/${no}`;
    const panel = this.#panels.get(key) ?? this.#open(key, no, { masked, rows: this.#rows });
    this.#panels.delete(key);
    this.#panels.set(key, panel);
    for (const one of this.#panels.values()) show(one, one === panel);
    this.#dropOldest();
  }

  hideAll(): void {
    for (const panel of this.#panels.values()) show(panel, false);
  }

  /** Ends the visit that is on the screen. */
  finish(): void {
    const shown = [...this.#panels.values()].find((panel) => panel.style.display !== 'none');
    const state = shown?.querySelector('.pt-banner__state');
    if (state?.textContent) state.textContent = '已完診';
  }

  #open(key: string, no: number, options: Options): HTMLElement {
    const panel = skeleton(no);
    this.#panels.set(key, panel);
    this.element.append(panel);
    void load(panel, no, this.#delays(), options);
    return panel;
  }

  #dropOldest(): void {
    for (const [key, panel] of this.#panels) {
      if (this.#panels.size <= KEPT) return;
      panel.remove();
      this.#panels.delete(key);
    }
  }
}
