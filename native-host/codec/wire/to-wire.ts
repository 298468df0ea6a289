import type { AnyDocument } from '../../../shared/contract/documents.ts';
import { isGroupPlan, type LevelPlan } from '../plan.ts';
import type { WireNode } from './node.ts';
import { toWire } from './value.ts';

/** A checked record as its elements, in the contract's order; what is not stated is not there. */
export function toNodes(level: LevelPlan, record: AnyDocument): WireNode[] {
  const nodes: WireNode[] = [];
  for (const element of level.elements) {
    const value = record[element.key] ?? null;
    if (isGroupPlan(element)) {
      for (const entry of entriesOf(value))
        nodes.push({ code: element.code, nodes: toNodes(element.level, entry) });
      continue;
    }
    const text = toWire(element, value);
    if (text !== '') nodes.push({ code: element.code, text });
  }
  return nodes;
}

/** A group's entries; none where the value is no list. */
export function entriesOf(value: AnyDocument[string] | undefined): readonly AnyDocument[] {
  return Array.isArray(value) ? value : [];
}
