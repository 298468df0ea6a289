import type { Face } from './face.ts';
import { ICONS } from './icons.ts';
import { SHEET } from './style.ts';

/** The badge's DOM inside its root: built once, then only written to. */
export interface BadgeDom {
  button: HTMLButtonElement;
  draw(face: Face): void;
  /** `ground`: the host's own rule. */
  dock(docked: boolean, ground?: string): void;
}

const SVG = 'http://www.w3.org/2000/svg';

export function buildBadge(root: ShadowRoot, language: string, ground = ''): BadgeDom {
  const rule = dress(root, ground);
  const button = document.createElement('button');
  button.lang = language;
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  const path = svg.appendChild(document.createElementNS(SVG, 'path'));
  const part = spans();
  const { text, side, status } = part;
  text.append(part.label, part.hint);
  side.append(part.count, part.elsewhere);
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
      for (const one of WRITTEN) part[one].textContent = face[one];
      // Changing patients is no news; only what it comes to is read out.
      status.textContent = face.icon === 'covered' ? '' : face.spoken;
    },
    dock(docked, host = '') {
      rule(host);
      button.classList.toggle('docked', docked);
    },
  };
}

const WRITTEN = ['label', 'hint', 'count', 'elsewhere'] as const;
const PARTS = [...WRITTEN, 'text', 'side', 'status'] as const;

function spans(): Record<(typeof PARTS)[number], HTMLElement> {
  const made = PARTS.map((name) => {
    const el = document.createElement('span');
    el.className = name;
    return [name, el];
  });
  return Object.fromEntries(made);
}

/** A constructed sheet needs no leave from the page's content policy; a <style> serves where it is refused. */
function dress(root: ShadowRoot, ground: string): (ground: string) => void {
  try {
    const [own, rest] = [new CSSStyleSheet(), new CSSStyleSheet()];
    own.replaceSync(ground);
    rest.replaceSync(SHEET);
    root.adoptedStyleSheets = [own, rest];
    return (rule) => own.replaceSync(rule);
  } catch {
    const style = root.appendChild(document.createElement('style'));
    const put = (rule: string) => {
      style.textContent = rule + SHEET;
    };
    put(ground);
    return put;
  }
}
