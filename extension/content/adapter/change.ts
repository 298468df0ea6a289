import type { Change } from './spot.ts';

/** Above this, the text of the whole parent is quicker to have than that of each child. */
const FEW = 16;

/** What a burst of changes brought, read without layout and at most once. */
export function changeOf(records: readonly MutationRecord[]): Change {
  let text: string | undefined;
  let attributes: boolean | undefined;
  return {
    text() {
      text ??= textOf(records);
      return text;
    },
    attributes() {
      attributes ??= records.some(({ type }) => type === 'attributes');
      return attributes;
    },
  };
}

function textOf(records: readonly MutationRecord[]): string {
  const came = new Set<Node>();
  for (const { type, target, addedNodes } of records) {
    if (type === 'characterData') came.add(target);
    if (addedNodes.length > FEW) came.add(target);
    else for (let i = 0; i < addedNodes.length; i++) came.add(addedNodes[i] ?? target);
  }
  return [...came].map((node) => node.textContent).join('\n');
}
