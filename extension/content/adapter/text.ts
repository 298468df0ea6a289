/** Reading text without layout: textContent and value only, never innerText. */

interface Cut {
  after?: string | undefined;
  before?: string | undefined;
}

const CONTROLS =
  'input:not([type=hidden],[type=checkbox],[type=radio],[type=button],[type=submit],[type=image]),select,textarea';

/** Text as a part of a regular expression. */
export function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

export function squash(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** What an element says; of a <select>, only the chosen option. */
export function textOf(el: Element): string {
  if (el.localName !== 'select') return el.textContent ?? '';
  return [...(el as HTMLSelectElement).selectedOptions].map((one) => one.text).join(' ');
}

/** The value of a form control; null when it is none. */
export function valueIn(el: Element): string | null {
  return 'value' in el ? String(el.value) : null;
}

export function isControl(el: Element): boolean {
  return el.matches('input,select,textarea');
}

/** The form control that an element is or holds, where a HIS shows data in a field. */
export function controlIn(el: Element): Element | null {
  return el.matches(CONTROLS) ? el : el.querySelector(CONTROLS);
}

/** What a table cell says: the value of a control in it, else its text. */
export function cellText(el: Element): string {
  const control = controlIn(el);
  return control ? (valueIn(control) ?? '') : textOf(el);
}

/** What follows `after`, up to `before`. Null when `after` is not there; without `before` in it, to the end. */
export function cut(text: string, { after, before }: Cut): string | null {
  const from = after === undefined ? 0 : text.indexOf(after);
  if (from < 0) return null;
  const rest = text.slice(from + (after?.length ?? 0));
  const to = before === undefined ? -1 : rest.indexOf(before);
  return to < 0 ? rest : rest.slice(0, to);
}
