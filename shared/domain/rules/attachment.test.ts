import { describe, expect, it } from 'vitest';
import { repeatedRecords } from './file.ts';
import { fine, found } from './testing.ts';

const bytes = (text: string) => Uint8Array.from([...text].map((character) => character.charCodeAt(0)));

describe('附件', () => {
  it.each([
    ['pdf', '%PDF-1.4'],
    ['jpeg', '\xff\xd8\xff\xe1'],
    ['png', '\x89PNG\r\n\x1a\n'],
    ['dicom', `${'\0'.repeat(128)}DICM`],
    ['text', '血糖'],
  ] as const)('is the %s that it says it is', (type, begins) => {
    expect(found('attachment', { type, content: bytes(begins) })).toEqual([]);
    const wrong = bytes(type === 'pdf' ? 'MZ\x90' : '%PDF-1.4');
    expect(found('attachment', { type, content: wrong })).toEqual(['error attachmentType content']);
  });

  it.each([
    ['pdf', `${'\r'.repeat(1023)}%PDF-1.4`],
    ['pdf', '\xef\xbb\xbf%PDF-1.4'],
    ['dicom', '\x02\0\0\0UL\x04\0'],
    ['dicom', '\x08\0\x05\0CS'],
    ['dicom', 'DICM\x02\0'],
  ] as const)('may be a %s that begins otherwise', (type, begins) => {
    expect(found('attachment', { type, content: bytes(begins) })).toEqual([]);
  });

  it('is no PDF that says so too late', () => {
    const late = bytes(`${'\r'.repeat(1024)}%PDF-1.4`);
    expect(found('attachment', { type: 'pdf', content: late })).toEqual(['error attachmentType content']);
  });

  it('is a text though it speaks of PDF', () => {
    expect(found('attachment', { type: 'text', content: bytes('see %PDF-') })).toEqual([]);
  });

  it('is not empty', () => {
    expect(found('attachment', { content: new Uint8Array() })).toEqual(['error attachmentEmpty content']);
  });

  it.each(['../x.pdf', 'C:x.pdf', 'a\\b.pdf', '..', 'a\nb.pdf'])('is not called %j', (fileName) => {
    expect(found('attachment', { fileName })).toEqual(['error fileNameUnfit fileName']);
  });

  it('may be called in Chinese', () => expect(found('attachment', { fileName: '報告 (1).pdf' })).toEqual([]));
});

describe('several records in one file', () => {
  const referral = (institutionReferralNo: string | null) => fine('referral', { institutionReferralNo });

  it('have numbers of their own', () => {
    expect(repeatedRecords('referral', [referral('A'), referral('B')])).toEqual([]);
    expect(repeatedRecords('referral', [referral('A'), referral('B'), referral('A')])).toEqual([
      { code: 'numberRepeated', severity: 'error', record: 2, key: 'institutionReferralNo' },
    ]);
  });

  it('without a number are not each other’s repetition', () => {
    expect(repeatedRecords('referral', [referral(null), referral(null)])).toEqual([]);
  });

  it('are told apart by serial where one referral has several attachments', () => {
    const file = (serial: string) => fine('attachment', { institutionReferralNo: 'A', serial });
    expect(repeatedRecords('attachment', [file('1'), file('2')])).toEqual([]);
    expect(repeatedRecords('attachment', [file('1'), file('1')])).toMatchObject([{ code: 'serialRepeated' }]);
  });

  it('of replies may be about one referral', () => {
    expect(repeatedRecords('reply', [fine('reply'), fine('reply')])).toEqual([]);
  });
});
