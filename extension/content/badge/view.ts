import type { Face } from './face.ts';
import { ICONS } from './icons.ts';
import { SHEET } from './style.ts';

/** The badge's DOM inside its root: built once, then only written to. */
export interface BadgeDom {
  button: HTMLButtonElement;
  draw(face: Face): void;
  dock(docked: boolean): void;
}

const SVG = 'http://www.w3.org/2000/svg';

export function buildBadge(root: ShadowRoot, language: string): BadgeDom {
  dress(root, SHEET);
  const button = document.createElement('button');
  button.type = 'button';
  button.lang = language;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = svg.appendChild(document.createElementNS(SVG, 'path'));
  const [text, label, hint, side, count, elsewhere, status] = spans();
  text.append(label, hint);
  side.append(count, elsewhere);
  button.append(svg, text, side);
  status.setAttribute('role', 'status');
  root.append(button, status);
  return {
    button,
    draw(face) {
      button.dataset.state = face.state;
      button.dataset.tone = face.tone;
      button.setAttribute('aria-label', face.spoken);
      path.setAttribute('d', ICONS[face.icon]);
      label.textContent = face.label;
      hint.textContent = face.hint;
      count.textContent = face.count;
      elsewhere.textContent = face.elsewhere;
      // Changing patients is no news; only what it comes to is read out.
      status.textContent = face.icon === 'covered' ? '' : face.spoken;
    },
    dock(docked) {
      button.classList.toggle('docked', docked);
    },
  };
}

function spans() {
  const span = (name: string) => {
    const el = document.createElement('span');
    el.className = name;
    return el;
  };
  return [
    span('text'),
    span('label'),
    span('hint'),
    span('side'),
    span('count'),
    span('elsewhere'),
    span('status'),
  ] as const;
}

/** A constructed sheet needs no leave from the page's content policy; a <style> serves where it is refused. */
export function dress(root: ShadowRoot, css: string): CSSStyleSheet | null {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    return sheet;
  } catch {
    const style = document.createElement('style');
    style.textContent = css;
    root.append(style);
    return style.sheet;
  }
}
