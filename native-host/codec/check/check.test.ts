import { describe, expect, it } from 'vitest';
import { isGroup } from '../../../shared/contract/batch.ts';
import type { AnyDocument } from '../../../shared/contract/documents.ts';
import { oneFile } from '../../../test/codec/arbitrary.ts';
import { shipped } from '../../../test/codec/documents.ts';
import { errorsOf } from '../../../test/codec/faults.ts';
import { checkFile, decodeFile, encodeFile } from '../codec.ts';
import { ProblemsError } from '../fault/problems-error.ts';

describe('what cannot be sent', () => {
  const document = shipped('etf.document');
  const { head, records } = oneFile(document, 1);
  const [record = {}] = records;
  const told = (change: AnyDocument, headChange: AnyDocument = {}) =>
    errorsOf(document, { head: { ...head, ...headChange }, records: [{ ...record, ...change }] });

  it.each<[string, AnyDocument, string[]]>([
    ['nothing wrong', {}, []],
    ['a field that has to be there', { 'patient.id': null }, ['0 required patient.id']],
    ['one that holds blanks', { 'patient.id': ' \u3000' }, ['0 required patient.id']],
    ['half a pair', { note: 'a\ud83d' }, ['0 surrogateLone note']],
    ['a control character', { note: 'a\x00b' }, ['0 characterForbidden note']],
    ['the mark of a lost character', { note: '\ufffd' }, ['0 characterLost note']],
    ['a character that Big5 lacks', { 'patient.name': '王堃' }, ['0 characterUnmappable patient.name']],
    ['one beyond the first plane', { 'patient.name': '𠮷' }, ['0 characterUnmappable patient.name']],
    ['a code of no list', { mark: 'other' }, ['0 codeUnlisted mark']],
    ['a wire value instead of its meaning', { mark: '1' }, ['0 codeUnlisted mark']],
    ['a day that is none', { actedOn: '2025-02-29' }, ['0 dateUnreadable actedOn']],
    ['a day before the republic', { actedOn: '1911-12-31' }, ['0 dateUnreadable actedOn']],
    ['bytes where text belongs', { note: new Uint8Array(1) }, ['0 kindWrong note']],
    ['a list where text belongs', { note: [] }, ['0 kindWrong note']],
    ['a key of another document', { summary: '頭痛' }, ['0 keyUnknown summary']],
    ['neither number', { institutionReferralNo: null, platformReferralNo: null }, ['0 exactlyOne ']],
    ['both numbers', { institutionReferralNo: '1', platformReferralNo: '2' }, ['0 exactlyOne ']],
    ['eleven bytes where ten fit', { 'patient.id': '許許許許許1' }, ['0 tooLong patient.id']],
  ])('%s', (_, change, expected) => expect(told(change)).toEqual(expected));

  it('names the character, its place and what else there is', () => {
    const [problem] = checkFile(document, { head, records: [{ ...record, 'patient.name': '王堃' }] });
    expect(problem?.detail).toMatchObject({ position: 2, character: '堃' });
    expect(problem?.detail?.variants).toContain('坤');
  });

  it('tells of user-defined characters, and sends them', () => {
    const file = { head, records: [{ ...record, 'patient.name': '王\ue000' }] };
    expect(encodeFile(document, file).warnings).toMatchObject([
      { code: 'characterUserDefined', severity: 'warning', key: 'patient.name', detail: { position: 2 } },
    ]);
  });

  it('a blank beside the real number is no number, and is not written', () => {
    const { count } = { count: '1', ...head };
    const blank = { ...record, institutionReferralNo: ' ', platformReferralNo: '2', note: '\u3000' };
    const { bytes } = encodeFile(document, { head: { ...head, count }, records: [blank] });
    expect(decodeFile(document, bytes).records).toEqual([
      { ...blank, institutionReferralNo: null, note: null },
    ]);
  });

  it.each(['1e0', '0x1', ' 1 ', '01', '1.0', '+1'])('a count of %j', (count) =>
    expect(told({}, { count })).toEqual(['-1 countDiffers count']));

  it('a file with no record in it', () => {
    const empty = { head: { ...head, count: '0' }, records: [] };
    expect(errorsOf(document, empty)).toEqual(['-1 recordsMissing ']);
    expect(() => encodeFile(document, empty)).toThrow(ProblemsError);
  });

  it('a head that counts wrong, or is not there', () => {
    expect(told({}, { count: '2' })).toEqual(['-1 countDiffers count']);
    expect(errorsOf(document, { head: null, records })).toEqual(['-1 required count']);
  });

  it('writes nothing, and tells everything at once', () => {
    const file = { head, records: [record, { ...record, mark: null, 'patient.name': '堃' }] };
    expect(() => encodeFile(document, file)).toThrow(ProblemsError);
    expect(errorsOf(document, file)).toEqual([
      '-1 countDiffers count',
      '1 characterUnmappable patient.name',
      '1 required mark',
    ]);
  });

  it('what another field calls for', () => {
    const result = shipped('etf.result');
    const of = (outcome: string, reason: string | null) =>
      checkFile(result, { head: null, records: [{ outcome, reason }] });
    expect(of('accepted', null)).toEqual([]);
    expect(of('rejected', 'E01')).toEqual([]);
    expect(of('rejected', null)).toMatchObject([
      { code: 'requiredWhen', key: 'reason', detail: { when: 'outcome' } },
    ]);
  });

  it('groups: too many, none of its kind, empty', () => {
    const eta = shipped('eta.document');
    const file = oneFile(eta, 1);
    const of = (diagnoses: AnyDocument[string]) =>
      errorsOf(eta, { head: file.head, records: file.records.map((one) => ({ ...one, diagnoses })) });
    const entry = { rank: 'main', code: 'I10', name: null };
    expect(of([entry])).toEqual([]);
    expect(of('I10')).toEqual(['0 kindWrong diagnoses']);
    expect(of([{ rank: null, code: null, name: null }])).toEqual(['0 required diagnoses[0]']);
    expect(of([entry, { ...entry, code: null }])).toEqual(['0 required diagnoses[1].code']);
    const most = eta.elements.find((one) => one.key === 'diagnoses');
    const limit = most && isGroup(most) ? most.maxCount.value : 0;
    expect(of(Array.from({ length: limit + 1 }, () => entry))).toEqual(['0 tooMany diagnoses']);
  });
});
