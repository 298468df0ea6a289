import { loadContracts } from '../../../native-host/contract/contracts.ts';
import { type Target, targetsOf } from '../../../scripts/contract-import/targets.ts';

/** One row of a made-up format document, and the key that it is about. */
export interface TrueRow {
  /** `document.elements.patient.id`; null for a row that the contract knows nothing of. */
  path: string | null;
  part: string;
  group: string;
  item: number;
  code: string;
  name: string;
  type: string;
  /** Bytes; empty where an element has none. */
  length: string;
  required: 'M' | 'O';
  remark: string;
}

const REMARKS = [
  '',
  '依健保署公告',
  '民國年月日共七碼，例如 1140301。西元年請換算，不足位數前補零；未填時本欄空白，不可填入全形空白或其他符號',
  '如無則免填',
  '左靠右補空白，全形字佔二位元組',
];
const TYPES: Record<string, string> = { text: 'X', code: '9', rocDate: '9', base64: 'X' };

/**
 * An operation as the NHI might have it: other codes, other lengths, some more fields required, and in each part
 * one field that we have never heard of.
 */
export function truthOf(operation: string, name = (ours: string) => ours): TrueRow[] {
  const contract = loadContracts([]).batch(operation);
  const byPart = Map.groupBy(
    targetsOf(contract).filter(({ title }) => title),
    ({ part }) => part,
  );
  const exempt = contract.data.document?.exactlyOne?.value.flat() ?? [];
  return [...byPart.values()].flatMap((targets) => {
    const rows = targets.map((target, i) => altered(target, i, exempt));
    const [first] = targets;
    return [...rows, unknown(rows.length, first?.part ?? '')].map((row) => ({
      ...row,
      name: name(row.name),
    }));
  });
}

function altered(
  { path, part, group, key, title, now }: Target,
  i: number,
  exempt: readonly string[],
): TrueRow {
  const bytes = Number(now.maxBytes?.value ?? 0);
  const isText = now.kind?.value === 'text';
  const flips = i % 5 === 2 && !group && !exempt.includes(key);
  return {
    path,
    part,
    group,
    item: i + 1,
    code: `${'hdrQa'[['document.head', 'document', 'result', 'request', 'answer'].indexOf(part)]}${i + 101}`,
    name: title,
    type: TYPES[String(now.kind?.value)] ?? '',
    length: bytes ? String(isText ? bytes + 3 : bytes) : '',
    required: now.required?.value === 'yes' || flips ? 'M' : 'O',
    remark: REMARKS[i % REMARKS.length] ?? '',
  };
}

function unknown(count: number, part: string): TrueRow {
  const rest = { type: 'X', length: '6', required: 'O', remark: '' } as const;
  return {
    path: null,
    part,
    group: '',
    item: count + 1,
    code: `z${count + 101}`,
    name: '健保署保留使用',
    ...rest,
  };
}
