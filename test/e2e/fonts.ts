import type { Page } from 'playwright-core';

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

/**
 * Elements whose Chinese characters were not all drawn by a Chinese font, with the fonts that drew them, and how
 * many elements were looked at. `inside` names the elements to start from.
 */
export async function tofuIn(page: Page, inside: string): Promise<{ looked: number; boxes: string[] }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('DOM.enable');
  await cdp.send('CSS.enable');
  const { root } = (await cdp.send('DOM.getDocument', { depth: -1, pierce: true })) as { root: Node };
  const elements = all(root)
    .filter(({ nodeName, attributes }) => nodeName === inside || attributes?.includes(inside))
    .flatMap(all)
    .filter((node) => hanOf(node) > 0);
  const boxes: string[] = [];
  let looked = 0;
  for (const element of elements) {
    const { fonts } = await cdp.send('CSS.getPlatformFontsForNode', { nodeId: element.nodeId });
    const glyphs = (of: typeof fonts) => of.reduce((sum, { glyphCount }) => sum + glyphCount, 0);
    if (glyphs(fonts) === 0) continue; // Folded away: nothing of it is drawn.
    looked++;
    const chinese = glyphs(fonts.filter(({ familyName }) => CHINESE.test(familyName)));
    if (chinese < hanOf(element)) boxes.push(`${element.nodeName}: ${fonts.map((one) => one.familyName)}`);
  }
  await cdp.detach();
  return { looked, boxes };
}

function all(node: Node): Node[] {
  const framed = node.contentDocument ? [node.contentDocument] : [];
  return [node, ...[...(node.children ?? []), ...(node.shadowRoots ?? []), ...framed].flatMap(all)];
}

/** Chinese characters in an element's own text. */
function hanOf({ children = [] }: Node): number {
  const texts = children.filter(({ nodeType }) => nodeType === 3).map(({ nodeValue }) => nodeValue ?? '');
  return texts.join('').match(HAN)?.length ?? 0;
}
