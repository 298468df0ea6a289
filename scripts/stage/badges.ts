import type { CDPSession, Page } from 'playwright-core';

/** A badge as it stands in the page's own DOM, closed root and all. */
export interface DrawnBadge {
  state: string;
  count: number;
  text: string;
  /** CDP's id of its button, to press it. */
  nodeId: number;
}

/** A node as CDP tells of it. */
export interface Node {
  nodeId: number;
  nodeName: string;
  nodeValue?: string;
  attributes?: string[];
  children?: Node[];
  shadowRoots?: Node[];
  contentDocument?: Node;
}

const sessions = new WeakMap<Page, Promise<CDPSession>>();

function session(page: Page): Promise<CDPSession> {
  const open = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, open);
  return open;
}

/** Every badge of a page and its frames. The debugger sees closed roots; the page's scripts do not. */
export async function drawnBadges(page: Page): Promise<DrawnBadge[]> {
  const cdp = await session(page);
  const { root } = (await cdp.send('DOM.getDocument', { depth: -1, pierce: true })) as { root: Node };
  return badgesIn(root);
}

/** `root`: what `DOM.getDocument` says, pierced. */
export function badgesIn(root: Node): DrawnBadge[] {
  return all(root)
    .filter((node) => node.nodeName === 'NHI-REFERRAL-BADGE')
    .flatMap((host) => (host.shadowRoots ?? []).flatMap(all))
    .filter((node) => node.nodeName === 'BUTTON')
    .map((button) => ({
      state: attribute(button, 'data-state') ?? '',
      count: Number(textOf(byClass(button, 'count')) || 0),
      text: textOf(button),
      nodeId: button.nodeId,
    }));
}

/** Presses a badge as a user does: a trusted click in its middle. */
export async function pressBadge(page: Page, badge: DrawnBadge): Promise<void> {
  const cdp = await session(page);
  const { quads } = await cdp.send('DOM.getContentQuads', { nodeId: badge.nodeId });
  const [x0 = 0, y0 = 0, , , x2 = 0, y2 = 0] = quads[0] ?? [];
  await page.mouse.click((x0 + x2) / 2, (y0 + y2) / 2);
}

function all(node: Node): Node[] {
  const inner = [...(node.children ?? []), ...(node.shadowRoots ?? [])];
  const framed = node.contentDocument ? [node.contentDocument] : [];
  return [node, ...[...inner, ...framed].flatMap(all)];
}

function byClass(node: Node, name: string): Node | undefined {
  return all(node).find((one) => attribute(one, 'class')?.split(' ').includes(name));
}

function textOf(node: Node | undefined): string {
  return node
    ? all(node)
        .map((one) => (one.nodeName === '#text' ? (one.nodeValue ?? '') : ''))
        .join('')
    : '';
}

function attribute(node: Node, name: string): string | null {
  const at = (node.attributes ?? []).findIndex((one, i) => i % 2 === 0 && one === name);
  return at < 0 ? null : (node.attributes?.[at + 1] ?? null);
}
