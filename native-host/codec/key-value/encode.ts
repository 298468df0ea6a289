import type { FileContent } from '../check/file.ts';
import type { Plan } from '../plan.ts';
import { isWireGroup } from '../wire/node.ts';
import { toNodes } from '../wire/to-wire.ts';

/** A checked request as `KEY=VALUE` lines: what is asked for, then the contract's constants. */
export function keyValueText(plan: Plan, { records }: FileContent): string {
  const lines: string[] = [];
  for (const node of toNodes(plan.level, records[0] ?? {}))
    if (!isWireGroup(node)) lines.push(`${node.code}=${node.text}\r\n`);
  for (const [key, value] of Object.entries(plan.document.constants?.value ?? {}))
    lines.push(`${key}=${value}\r\n`);
  return lines.join('');
}
