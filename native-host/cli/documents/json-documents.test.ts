import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shipped } from '../../../test/codec/documents.ts';
import { sampleFileOf } from '../../../test/codec/samples.ts';
import { contentFromJson, contentToJson } from './json-documents.ts';

describe('documents as JSON', () => {
  it.each(['eta.document', 'eta-file.document', 'etc-xml.answer'])('%s come back as they went', (name) => {
    const document = shipped(name);
    fc.assert(
      fc.property(sampleFileOf(document), (file) => {
        const text = JSON.stringify(contentToJson(file));
        expect(contentFromJson(document.content, text)).toEqual(file);
      }),
      { numRuns: 30 },
    );
  });

  it('may be one record, or several without a head; what is not named is not stated', () => {
    const one = contentFromJson('mark', '{"note":"a"}');
    expect(one).toMatchObject({ head: null, records: [{ note: 'a', 'patient.id': null }] });
    expect(contentFromJson('mark', '[{"note":"a"}]')).toEqual(one);
    expect(contentFromJson('referral', '{"diagnoses":null}').records[0]).toMatchObject({ diagnoses: [] });
  });

  it('keep what no document has, for the check to name', () => {
    expect(contentFromJson('mark', '{"noet":"a"}').records[0]).toMatchObject({ noet: 'a' });
  });

  it.each([
    ['{', 'line 1'],
    ['{\n"note":}', 'line 2'],
    ['{"note":5}', 'records[0].note'],
    ['[{"note":"a"},7]', 'records[1]'],
    ['{"head":[],"records":[]}', 'head'],
    ['{"note":{"a":"b"}}', 'records[0].note'],
  ])('%j is none, and is told without its values', (text, field) => {
    expect(() => contentFromJson('mark', text)).toThrow(
      expect.objectContaining({ key: 'app:inputInvalid', field }),
    );
  });

  it.each([
    '{"diagnoses":{}}',
    '{"diagnoses":["I10"]}',
    '{"diagnoses":[{"code":1}]}',
  ])('nor is %j', (text) => {
    expect(() => contentFromJson('referral', text)).toThrow('app:inputInvalid (records[0].diagnoses');
  });

  it('nor is what is not base64', () => {
    expect(() => contentFromJson('attachment', '{"content":"a%"}')).toThrow('records[0].content');
  });
});
