import { describe, expect, it } from 'vitest';
import { matchRows } from './match.ts';
import type { FieldRow } from './rows.ts';
import type { Target } from './targets.ts';

const target = (part: string, key: string, title: string): Target => ({
  path: `${part}.elements.${key}`,
  part,
  key,
  group: '',
  title,
  now: {},
});
const row = (name: string, table = 1): FieldRow => ({
  table,
  page: 1,
  row: 1,
  cells: { name },
  lengthTitle: '',
  joined: false,
});
const found = (rows: readonly FieldRow[], targets: readonly Target[]) =>
  matchRows(rows, targets).matches.map((one) => [one.target.path, one.sureness]);

const NUMBER = target('document', 'institutionReferralNo', '院所自編序號');
const ID = target('document', 'patient.id', '身分證號');
const ACCEPTED = target('document', 'acceptedOn', '受理日期');

describe('which key a row is about', () => {
  it('knows the same name, in whatever width and spelling', () => {
    expect(found([row('院所自編序號')], [NUMBER, ID])).toEqual([[NUMBER.path, 'certain']]);
    expect(found([row('身份證統一編號')], [NUMBER, ID])).toEqual([[ID.path, 'certain']]);
  });

  it('is not certain of a name that is the same but for its brackets', () => {
    expect(found([row('受理日期(初次)')], [ACCEPTED])).toEqual([[ACCEPTED.path, 'likely']]);
  });

  it('suggests a name that is much alike, and leaves two that are alike to a human', () => {
    expect(found([row('院所自行編序號')], [NUMBER, ID])).toEqual([[NUMBER.path, 'similar']]);
    const twins = [
      target('document', 'sender.code', '轉診院所代碼'),
      target('document', 'sender.phone', '轉診院所電話'),
    ];
    const { matches, unmatched } = matchRows([row('轉診院所編碼')], twins);
    expect(matches).toEqual([]);
    expect(unmatched[0]?.candidates).toHaveLength(2);
  });

  it('takes the part of the operation that its table is about', () => {
    const result = target('result', 'institutionReferralNo', '院所自編序號');
    const outcome = target('result', 'outcome', '處理結果');
    const rows = [row('院所自編序號', 1), row('身分證號', 1), row('院所自編序號', 2), row('處理結果', 2)];
    expect(found(rows, [NUMBER, ID, result, outcome]).map(([path]) => path)).toEqual([
      NUMBER.path,
      ID.path,
      result.path,
      outcome.path,
    ]);
  });

  it('chooses nobody where two rows claim one key', () => {
    const { matches, unmatched, missing } = matchRows([row('身分證號'), row('身分證號')], [ID]);
    expect(matches).toEqual([]);
    expect(unmatched).toHaveLength(2);
    expect(missing).toEqual([ID]);
  });

  it('pairs a repeated name in order where there are as many keys, and is not certain of it', () => {
    const again = target('document', 'replies/acceptedOn', '受理日期');
    expect(found([row('受理日期'), row('受理日期')], [ACCEPTED, again])).toEqual([
      [ACCEPTED.path, 'likely'],
      [again.path, 'likely'],
    ]);
  });
});
