import { loadContracts } from '../../contract/contracts.ts';
import { type Change, changesOf, withdrawnSignOffs } from '../../contract/diff.ts';
import { type Report, report } from '../command.ts';
import type { Opened } from './open.ts';

/** What `contract.d` changed, and which sign-offs that withdraws. */
export function diff({ config, contracts }: Opened): Report {
  const changes = changesOf(loadContracts([]), contracts);
  const withdrawn = withdrawnSignOffs(contracts, config.signOffs);
  return report({ changes, withdrawn }, [
    ...(changes.length === 0 ? ['沒有更正 / no corrections'] : changes.flatMap(changeLines)),
    ...withdrawn.map(
      ({ operation, by, at }) =>
        `✘ ${operation}：簽核已失效，請再簽核 / sign-off withdrawn, sign off again (${by}, ${at.slice(0, 10)})`,
    ),
  ]);
}

function changeLines({ operation, path, before, after, file, wire, alsoIn }: Change): string[] {
  const also = alsoIn.length > 0 ? `，同 also in ${alsoIn.join(' ')}` : '';
  const mark = wire ? '!' : ' ';
  return [
    `${mark} ${operation} ${path}  (${file}${also})`,
    `    ${before ? stated(before) : '（無 none）'} → ${stated(after)}`,
  ];
}

const stated = ({ value, from }: Change['after']) => `${JSON.stringify(value)} [${from}]`;
