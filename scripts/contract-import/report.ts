import type { Json } from '../../native-host/contract/merge.ts';
import type { Proposed } from './import.ts';
import type { Refused } from './overlay.ts';
import type { Proposal } from './proposals.ts';
import type { FieldRow } from './rows.ts';

const SURENESS = { certain: '確定 certain', likely: '待確認 likely', similar: '名稱相近 similar' } as const;
const CAUTION = [
  '注意：本工具未曾以健保署真正的格式文件驗證，只試過自製的版面。接受前請逐項對照 PDF。',
  'Note: no real NHI format document was at hand when this was made. Compare each value with the PDF.',
];

/** The diff as people read it. */
export function reportLines(proposed: Proposed): string[] {
  const { operation, edition, rows, matching, proposals, refused, emptyPages } = proposed;
  const changes = proposals.filter(({ same }) => !same);
  return [
    ...CAUTION,
    `${operation}: ${rows.length} 列 rows, ${matching.matches.length} 對應 matched; official-${edition}`,
    ...emptyPages.map((page) => `第 ${page} 頁沒有文字，可能是圖片 / page ${page} has no text: a picture?`),
    ...section(`與現值不同 / different (${changes.length})`, changes.map(changeLine)),
    ...section(
      `相同，只更新出處 / the same, known better (${proposals.length - changes.length})`,
      proposals.filter(({ same }) => same).map(changeLine),
    ),
    ...refusedLines(refused),
    ...section('沒有對應的列，請人工判斷 / rows that nobody was sure of', unmatchedLines(proposed)),
    ...section(
      '文件中找不到的欄位 / keys that no row is about',
      matching.missing.map(({ path, title }) => `${path}  ${title}`),
    ),
    ...section(
      '表內未採用的文字 / text within the tables that was taken for no row',
      proposed.leftOut.map(({ page, text }) => `p.${page}: ${text}`),
    ),
  ];
}

const section = (title: string, lines: readonly string[]) =>
  lines.length > 0 ? ['', title, ...lines.map((line) => `  ${line}`)] : [];

/** `document.elements.patient.id.maxBytes: 10 [assumed] → 12  (p.1 table 2 row 4, 確定 certain)` */
export function changeLine({ path, now, value, same, sureness, notes, page, table, row }: Proposal): string {
  const before = now ? `${show(now.value)} [${now.from}]` : '—';
  const change = same ? `= ${now ? before : show(value)}` : `${before} → ${show(value)}`;
  return `${path}: ${change}  (p.${page} table ${table} row ${row}, ${[SURENESS[sureness], ...notes].join('; ')})`;
}

const show = (json: Json) => JSON.stringify(json);

export function refusedLines(refused: readonly Refused[]): string[] {
  return section(
    '合約不接受 / the contract refuses',
    refused.map(({ proposal, remedy }) => `${changeLine(proposal)}\n    ${remedy}`),
  );
}

function unmatchedLines({ matching }: Proposed): string[] {
  return matching.unmatched.map(({ row, candidates }) => {
    const perhaps = candidates.map(({ path }) => path).join(' | ');
    return `p.${row.page} table ${row.table} row ${row.row}: ${rowText(row)}${perhaps ? `  → ${perhaps} ?` : ''}`;
  });
}

const rowText = ({ cells }: FieldRow) =>
  [cells.item, cells.code, cells.name, cells.type, cells.length, cells.required, cells.remark]
    .map((text) => text ?? '')
    .join(' | ');

/** The same for programs. */
export function reportJson(proposed: Proposed) {
  const { operation, edition, rows, matching, proposals, refused, emptyPages } = proposed;
  return {
    operation,
    edition,
    emptyPages,
    rows,
    leftOut: proposed.leftOut,
    proposals,
    refused: refused.map(({ proposal, remedy }) => ({ path: proposal.path, value: proposal.value, remedy })),
    unmatchedRows: matching.unmatched.map(({ row, candidates }) => ({
      row,
      candidates: candidates.map(({ path }) => path),
    })),
    unmatchedKeys: matching.missing.map(({ path, title }) => ({ path, title })),
  };
}
