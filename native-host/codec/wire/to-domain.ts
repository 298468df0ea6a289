import type { AnyDocument, DocumentValue } from '../../../shared/contract/documents.ts';
import type { ProblemCode } from '../../../shared/domain/problem.ts';
import { type ElementPlan, type FieldPlan, type GroupPlan, isGroupPlan, type LevelPlan } from '../plan.ts';
import { isWireGroup, type NodePath, type WireNode } from './node.ts';
import { fromWire } from './value.ts';

/** Something in what was read that is not as the contract has it. */
export interface Trouble {
  code: ProblemCode;
  key: string;
  path: NodePath;
  /** The document does not hold what stood there. */
  keep: boolean;
  /** The wire's own name, where there is no key for it. */
  element?: string;
}
export type OnTrouble = (trouble: Trouble) => void;

/** A record from its elements. Every key of the document is there; what cannot be held is told, not lost. */
export function toDocument(level: LevelPlan, nodes: readonly WireNode[], tell: OnTrouble): AnyDocument {
  return readLevel(level, nodes, tell, '', []);
}

type Draft = Record<string, DocumentValue>;

function readLevel(
  level: LevelPlan,
  nodes: readonly WireNode[],
  tell: OnTrouble,
  prefix: string,
  above: NodePath,
): AnyDocument {
  const record: Draft = { ...level.blank };
  for (const group of level.groups) record[group.key] = [];
  const seen = new Set<ElementPlan>();
  let last = 0;
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i] as WireNode;
    const path = above.length === 0 ? [i] : [...above, i];
    const element = level.byCode.get(node.code);
    if (!element) {
      tell({ code: 'elementUnknown', key: prefix.slice(0, -1), path, keep: true, element: node.code });
      continue;
    }
    if (!isGroupPlan(element) && seen.has(element)) {
      tell({ code: 'elementRepeated', key: prefix + element.key, path, keep: true });
      continue;
    }
    if (element.at < last) tell({ code: 'elementMoved', key: prefix + element.key, path, keep: false });
    last = Math.max(last, element.at);
    if (isGroupPlan(element)) readEntry(element, node, record, tell, prefix, path);
    else readField(element, node, record, tell, prefix, path);
    seen.add(element);
  }
  return record;
}

function readEntry(
  group: GroupPlan,
  node: WireNode,
  record: Draft,
  tell: OnTrouble,
  prefix: string,
  path: NodePath,
): void {
  const entries = record[group.key] as AnyDocument[];
  const key = `${prefix}${group.key}[${entries.length}]`;
  if (isWireGroup(node)) entries.push(readLevel(group.level, node.nodes, tell, `${key}.`, path));
  else if (node.text?.trim() === '') entries.push(group.level.blank);
  else tell({ code: 'kindWrong', key, path, keep: true });
}

function readField(
  field: FieldPlan,
  node: WireNode,
  record: Draft,
  tell: OnTrouble,
  prefix: string,
  path: NodePath,
): void {
  const key = prefix + field.key;
  if (isWireGroup(node) || node.text === null) {
    tell({ code: 'kindWrong', key, path, keep: true });
    return;
  }
  const read = fromWire(field, node.text);
  if ('wrong' in read) tell({ code: read.wrong, key, path, keep: true });
  else record[field.key] = read.value;
}
