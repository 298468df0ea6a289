import { describe, expect, it } from 'vitest';
import { notesText } from '../../shared/protocol/doctor-texts.ts';
import { answerFinding } from './nhi-answer.ts';

const NOW = Date.UTC(2026, 10, 24, 2, 30);
const MINUTE = 60_000;
const OWN = 'query-own-6.0';
const OTHER = 'query-other-6.0';
const end = (result: string, minutes: number) => ({ result, at: NOW - minutes * MINUTE });
const answered = (operation: string, minutes: number) => ({
  operation,
  answered: end('ok:0000', minutes),
  failed: null,
});
const neither = (operation: string) => ({ operation, answered: null, failed: null });
const look = (...ends: Parameters<typeof answerFinding>[0]) => answerFinding(ends, NOW);
const words = (...ends: Parameters<typeof answerFinding>[0]) => notesText(look(...ends).notes, 'zh');

describe("the NHI's last answer", () => {
  it('is not fine where none was ever asked for', () => {
    expect(look(neither(OWN), neither(OTHER))).toMatchObject({ state: 'skipped' });
    expect(words(neither(OWN))).toBe('還沒有查詢過，查詢任一位病人即可測試');
  });

  it('says which, with which code, and how long ago', () => {
    expect(look(answered(OWN, 5), answered(OTHER, 9))).toMatchObject({ state: 'ok' });
    expect(words(answered(OWN, 5), answered(OTHER, 1))).toBe(
      '最近一次成功：本院轉入、轉出（web:0000），5 分鐘前（2026-11-24 10:25）',
    );
  });

  it('vouches for nothing once it is a day old', () => {
    expect(look(answered(OWN, 23 * 60))).toMatchObject({ state: 'ok' });
    expect(look(answered(OWN, 24 * 60))).toMatchObject({ state: 'skipped' });
    expect(words(answered(OWN, 24 * 60))).toContain('查詢任一位病人即可測試');
  });

  it('shows the failure and the success before it', () => {
    const since = { ...answered(OWN, 180), failed: end('web:9005', 1) };
    expect(look(since)).toMatchObject({ state: 'fail', error: 'web:9005' });
    expect(words(since)).toBe(
      '最近一次成功：本院轉入、轉出（web:0000），3 小時前（2026-11-24 07:30），' +
        '之後失敗：本院轉入、轉出，1 分鐘前（2026-11-24 10:29），查詢任一位病人即可測試',
    );
  });

  it('is not broken by what the same again or a card may mend', () => {
    expect(look({ ...neither(OWN), failed: end('app:webTimeout', 1) })).toMatchObject({ state: 'warn' });
  });

  it('does not hide one query that fails behind another that is answered', () => {
    const other = { ...answered(OTHER, 50), failed: end('web:9999', 40) };
    expect(look(answered(OWN, 1), other)).toMatchObject({ state: 'fail', error: 'web:9999' });
  });
});
