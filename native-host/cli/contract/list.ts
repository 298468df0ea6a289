import { type Report, report } from '../command.ts';
import { table } from '../table.ts';
import type { Opened } from './open.ts';
import { stateText, summaryOf } from './summary.ts';

const HEAD = ['作業 operation', '名稱 title', '已知 known', '推定 assumed', '簽核 sign-off'];

/** Every operation with its counts and the state of its sign-off. */
export function list({ config, contracts }: Opened): Report {
  const operations = contracts.all().map((one) => summaryOf(one, config.signOffs));
  const rows = operations.map((one) => [
    one.operation,
    one.title,
    String(one.confirmed),
    String(one.assumed),
    stateText(one),
  ]);
  return report({ operations }, table([HEAD, ...rows]));
}
