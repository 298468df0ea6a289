import type { AnyDocument } from '../../../shared/contract/documents.ts';
import { type Checking, checking, type Finding } from '../check/checking.ts';
import type { LevelPlan, Plan } from '../plan.ts';
import type { Remarks } from '../read/item.ts';
import type { Progress } from '../read/progress.ts';
import { RemarksOn } from '../read/remarks.ts';
import type { WireNode } from '../wire/node.ts';
import { type Trouble, toDocument } from '../wire/to-domain.ts';
import { type Keyed, keyed } from './keys.ts';
import { type Located, locate, stretchOf, withAttributes } from './locate.ts';
import type { TopElement } from './next.ts';
import { elementParser, type ParseElement } from './parse.ts';

/** More than are told. */
const MOST_FINDINGS = 200;

export interface LevelReader {
  level: LevelPlan;
  parse: ParseElement;
  check(to: Checking, document: AnyDocument): void;
}

export function levelReader(code: string, level: LevelPlan, check: LevelReader['check']): LevelReader {
  return { level, check, parse: elementParser(code, level) };
}

export type ReadElement = { document: AnyDocument } & Remarks;

/** One scanned element as a document, and all that is not as the contract has it. */
export function readElement(file: Progress, reader: LevelReader, element: TopElement): ReadElement {
  const troubles: Trouble[] = [];
  const document = toDocument(reader.level, parsed(file, reader, element), (one) => troubles.push(one));
  const findings = findingsOf(file.plan, reader, document);
  const { passage, hasAttributes } = element;
  if (troubles.length + findings.length + passage.kept.length === 0 && !hasAttributes)
    return { document, problems: [], kept: [] };
  const { problems, kept } = remarksOn(file, reader, element, troubles, findings);
  return { document, problems, kept };
}

/** The scan lets nothing through that fast-xml-parser stumbles on, save names that JavaScript keeps for itself. */
function parsed(file: Progress, reader: LevelReader, { passage }: TopElement): WireNode[] {
  try {
    return reader.parse(passage.text);
  } catch {
    throw file.fail('app:fileMalformed');
  }
}

function findingsOf(plan: Plan, reader: LevelReader, document: AnyDocument): Finding[] {
  const findings: Finding[] = [];
  reader.check(
    checking(plan, false, (finding) => findings.push(finding)),
    document,
  );
  return findings;
}

function remarksOn(
  file: Progress,
  { level }: LevelReader,
  { passage }: TopElement,
  troubles: readonly Trouble[],
  findings: readonly Finding[],
): Remarks {
  const element = locate(passage.text);
  const keys = keyed(level, element);
  const remarks = new RemarksOn(file, passage, file.current);
  for (const one of troubles) remarks.trouble(one, stretchOf(element, one.path));
  // What could not be read is not also missing.
  const unread = new Set(troubles.filter(({ keep }) => keep).map(({ key }) => key));
  for (const one of findings.slice(0, MOST_FINDINGS))
    if (one.code !== 'elementMissing' || !unread.has(one.key))
      remarks.tell(one, keys.find(({ key }) => key === one.key)?.at ?? element);
  for (const { index } of passage.kept) tellBroken(remarks, keys, element, index);
  for (const one of withAttributes(element)) {
    const at = one.attributes ?? one;
    remarks.tell({ code: 'attributeUnknown', key: '', detail: { element: one.name } }, at);
    remarks.keep('', one.name, at);
  }
  return remarks;
}

function tellBroken(remarks: RemarksOn, keys: readonly Keyed[], element: Located, index: number): void {
  const holder = keys.find(({ at }) => at.from <= index && index < at.to);
  remarks.tell({ code: 'bytesBroken', key: holder?.key ?? '' }, { from: index, to: index + 1 });
  const { from, to, name } = holder?.at ?? element;
  remarks.keep(holder?.key ?? '', name, { from, to });
}
