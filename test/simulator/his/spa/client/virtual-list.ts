import type { QueueItem } from './api.ts';
import { el } from './dom.ts';

const ROW_HEIGHT = 28;
const SPARE = 4;

/** A list that draws only the rows in view and gives the same row elements other patients while scrolling. */
export class VirtualList {
  readonly element: HTMLElement;
  readonly #items: QueueItem[];
  readonly #pick: (no: number) => void;
  readonly #space = el('div', { class: 'vlist__space' });
  #rows: HTMLElement[] = [];
  #current = 0;

  constructor(items: QueueItem[], pick: (no: number) => void) {
    this.#items = items;
    this.#pick = pick;
    this.#space.style.height = `${items.length * ROW_HEIGHT}px`;
    this.element = el('div', { class: 'vlist', onscroll: () => this.#draw() }, this.#space);
  }

  /** Call once the element is in the document, and after a resize. */
  fit(): void {
    const count = Math.min(this.#items.length, Math.ceil(this.element.clientHeight / ROW_HEIGHT) + SPARE);
    this.#rows = Array.from({ length: count }, () => this.#row());
    this.#space.replaceChildren(...this.#rows);
    this.#draw();
  }

  /** Marks the patient and scrolls so that the row is in view. */
  mark(no: number): void {
    this.#current = no;
    const top = (no - 1) * ROW_HEIGHT;
    const { scrollTop, clientHeight } = this.element;
    if (no && (top < scrollTop || top + ROW_HEIGHT > scrollTop + clientHeight)) this.element.scrollTop = top;
    this.#draw();
  }

  #row(): HTMLElement {
    const pick = (event: Event) => this.#pick(Number((event.currentTarget as HTMLElement).dataset.no));
    const cells = ['no', 'name', 'id', 'state'].map((part) => el('span', { class: `vlist__${part}` }));
    return el('div', { class: 'vlist__row', onclick: pick }, ...cells);
  }

  #draw(): void {
    const top = Math.floor(this.element.scrollTop / ROW_HEIGHT) - SPARE / 2;
    const first = Math.max(0, Math.min(top, this.#items.length - this.#rows.length));
    this.#rows.forEach((row, i) => {
      this.#bind(row, first + i);
    });
  }

  #bind(row: HTMLElement, index: number): void {
    const item = this.#items[index];
    if (!item) return;
    row.dataset.no = String(item.no);
    row.style.top = `${index * ROW_HEIGHT}px`;
    row.classList.toggle('vlist__row--on', item.no === this.#current);
    [item.no, item.maskedName, item.maskedId, item.state].forEach((text, i) => {
      const cell = row.children[i];
      if (cell && cell.textContent !== String(text)) cell.textContent = String(text);
    });
  }
}
