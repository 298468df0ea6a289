import type { CDPSession, Page } from 'playwright-core';

interface Node {
  nodeId: number;
  nodeName: string;
  nodeType: number;
  nodeValue?: string;
  attributes?: string[];
  children?: Node[];
  shadowRoots?: Node[];
  contentDocument?: Node;
}

/** Fonts that hold Chinese; anything else can draw but boxes in its place. */
const CHINESE = /CJK|\b[TSH]C\b|Hei|Ming|Song|Kai|Gothic|HanaMin/i;
const HAN = /\p{Script=Han}/gu;
/** Made by a hospital, in a font of its own: nobody else's draws them. */
const MADE = /\p{Private_Use}/u;

/**
 * Elements whose Chinese characters were not all drawn by a Chinese font, with the fonts that drew them, and how
 * many elements were looked at. A private-use character in sight is a box whatever drew it, except in a name that
 * says so beside it, as the panel's names do (造字). `inside` names the elements to start from.
 */
export async function tofuIn(page: Page, inside: string): Promise<{ looked: number; boxes: string[] }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('DOM.enable');
  await cdp.send('CSS.enable');
  const { root } = (await cdp.send('DOM.getDocument', { depth: -1, pierce: true })) as { root: Node };
  const roots = all(root).filter(
    ({ nodeName, attributes }) => nodeName === inside || attributes?.includes(inside),
  );
  const elements = [...new Set(roots.flatMap(all))].filter(
    (node) => hanOf(node) > 0 || MADE.test(ownText(node)),
  );
  const labelled = new Set(all(root).filter(isLabelled).flatMap(all));
  const boxes: string[] = [];
  let looked = 0;
  for (const element of elements) {
    const { fonts } = await cdp.send('CSS.getPlatformFontsForNode', { nodeId: element.nodeId });
    const glyphs = (of: typeof fonts) => of.reduce((sum, { glyphCount }) => sum + glyphCount, 0);
    if (glyphs(fonts) === 0) continue; // Folded away: nothing of it is drawn.
    looked++;
    const chinese = glyphs(fonts.filter(({ familyName }) => CHINESE.test(familyName)));
    const made = MADE.test(ownText(element)) && !labelled.has(element);
    if (chinese < hanOf(element) || (made && (await inSight(cdp, page, element))))
      boxes.push(`${element.nodeName}: ${fonts.map((one) => one.familyName)}`);
  }
  await cdp.detach();
  return { looked, boxes };
}

function all(node: Node): Node[] {
  const framed = node.contentDocument ? [node.contentDocument] : [];
  return [node, ...[...(node.children ?? []), ...(node.shadowRoots ?? []), ...framed].flatMap(all)];
}

/** A name with the words for "made by the hospital" beside it. */
function isLabelled({ nodeName, attributes = [], children = [] }: Node): boolean {
  const named =
    nodeName === 'SPAN' && attributes.some((one, i) => one === 'class' && attributes[i + 1] === 'name');
  return named && children.some((child) => child.nodeName === 'SMALL');
}

async function inSight(cdp: CDPSession, page: Page, { nodeId }: Node): Promise<boolean> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  const { quads } = await cdp.send('DOM.getContentQuads', { nodeId }).catch(() => ({ quads: [] }));
  return quads.some(
    ([x = 0, y = 0, , , right = 0, bottom = 0]) => x < width && y < height && right > 0 && bottom > 0,
  );
}

/** Chinese characters in an element's own text. */
const hanOf = (node: Node): number => ownText(node).match(HAN)?.length ?? 0;

function ownText({ children = [] }: Node): string {
  const texts = children.filter(({ nodeType }) => nodeType === 3).map(({ nodeValue }) => nodeValue ?? '');
  return texts.join('');
}
