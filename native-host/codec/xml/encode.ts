import type { FileContent } from '../check/file.ts';
import type { Plan } from '../plan.ts';
import { toNodes } from '../wire/to-wire.ts';
import { declaration, element } from './write.ts';

/** A checked file as XML text. */
export function xmlText(plan: Plan, { head, records }: FileContent): string {
  const root = plan.document.root?.value ?? '';
  const record = plan.document.record?.value ?? '';
  const parts = [declaration(plan.document.encoding.value), `<${root}>\n`];
  if (plan.head && head) parts.push(element(plan.head.code, toNodes(plan.head.level, head)));
  for (const one of records) parts.push(element(record, toNodes(plan.level, one)));
  parts.push(`</${root}>\n`);
  return parts.join('');
}
