import { type BatchDocument, type BatchElement, isGroup } from '../../../shared/contract/batch.ts';
import type { TitleOf } from '../../../shared/domain/problem.ts';

/** What a contract calls each of its document's keys. */
export function titlesOf({ elements, head }: BatchDocument): TitleOf {
  const titles = new Map([...titled(head?.elements ?? []), ...titled(elements)]);
  return (key) => titles.get(key) ?? null;
}

function titled(elements: readonly BatchElement[], above = ''): [string, string][] {
  return elements.flatMap((element): [string, string][] => [
    [above + element.key, element.title.value],
    ...(isGroup(element) ? titled(element.elements, `${above}${element.key}.`) : []),
  ]);
}
