type Child = Node | string | null;

/** One element: `el('button', { class: 'btn', onclick: next }, '下一號')`. */
export function el(
  tag: string,
  properties: Record<string, string | ((event: Event) => void)> = {},
  ...children: Child[]
): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'string') element.setAttribute(name, value);
    else element.addEventListener(name.replace(/^on/, ''), value);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** v-show: hidden by style, yet still in the document. */
export function show(element: HTMLElement, visible: boolean): void {
  element.style.display = visible ? '' : 'none';
}
