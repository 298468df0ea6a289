import type { Locator, Page } from 'playwright-core';

/**
 * What a user cannot see whole, as `element.class: why`: parts beyond the window's sides, and boxes that hide part
 * of what is in them. Open shadow roots are looked into.
 */
export function clipped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const parts = (root: ParentNode): Element[] =>
      [...root.querySelectorAll('*')].flatMap((one) => [
        one,
        ...(one.shadowRoot ? parts(one.shadowRoot) : []),
      ]);
    const why = (one: Element): string | null => {
      const { left, right, width, height } = one.getBoundingClientRect();
      const { overflowX, overflowY } = getComputedStyle(one);
      // Nothing of it is drawn, or it is for screen readers alone.
      if (width <= 1 || height <= 1) return null;
      if (left < -0.5 || right > document.documentElement.clientWidth + 0.5) return 'beyond the side';
      if (overflowX !== 'visible' && one.scrollWidth > one.clientWidth) return 'cut at the side';
      return overflowY === 'hidden' && one.scrollHeight > one.clientHeight ? 'cut below' : null;
    };
    const { scrollWidth, clientWidth } = document.documentElement;
    const wide = scrollWidth > clientWidth ? [`the document: ${scrollWidth} in ${clientWidth}`] : [];
    return [
      ...wide,
      ...parts(document.body).flatMap((one) => {
        const fault = why(one);
        return fault ? [`${one.localName}.${one.className}: ${fault}`] : [];
      }),
    ];
  });
}

/** Of boxes that hold absolutely placed or centred parts: those whose parts reach beyond them. */
export function spilling(boxes: Locator): Promise<string[]> {
  return boxes.evaluateAll((all) =>
    all.flatMap((box) => {
      const outer = box.getBoundingClientRect();
      const out = [...box.querySelectorAll('span, svg')].filter((part) => {
        const { left, right, top, bottom, width } = part.getBoundingClientRect();
        const outside = left < outer.left || right > outer.right || top < outer.top || bottom > outer.bottom;
        return width > 0 && outside;
      });
      return out.map((part) => `${(box as HTMLElement).dataset.state}: ${part.getAttribute('class')}`);
    }),
  );
}

/** A picture of the first of each state, as the screen shows it now. */
export async function pictures(boxes: Locator): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const box of await boxes.all()) {
    const state = (await box.getAttribute('data-state')) ?? '';
    if (!found.has(state)) found.set(state, (await box.screenshot()).toString('base64'));
  }
  return found;
}

/** Strokes that a line through the middle of a letter crosses, drawn as an element draws it: 2 of a hollow one. */
export function strokesAcross(element: Locator, letter: string): Promise<number> {
  return element.evaluate((one, drawn) => {
    const { fontFamily, fontWeight, fontSize } = getComputedStyle(one);
    const brush = new OffscreenCanvas(100, 100).getContext('2d');
    if (!brush) return 0;
    brush.font = `${fontWeight} ${fontSize} ${fontFamily}`;
    brush.fillText(drawn, 10, 80);
    const { actualBoundingBoxAscent: height } = brush.measureText(drawn);
    const { data } = brush.getImageData(0, Math.round(80 - height / 2), 100, 1);
    const inked = Array.from({ length: 100 }, (_, x) => (data[x * 4 + 3] ?? 0) > 127);
    return inked.filter((ink, x) => ink && !inked[x - 1]).length;
  }, letter);
}
