import { describe, expect, it } from 'vitest';
import { CodedError } from './codes.ts';
import { errorText, toErrorBody } from './texts.ts';

describe('errorText', () => {
  it('keeps channels apart: the NHI uses one number for several causes', () => {
    const causes = ['reader:9999', 'web:9999', 'eii:9999'].map((key) => errorText(key).zh.what);
    expect(new Set(causes).size).toBe(3);
    expect(errorText('web:8203').zh.what).toContain('簽章');
    expect(errorText('eii:8203').zh.what).toContain('伺服器');
  });

  it.each([
    'reader:7777',
    'web:',
    'nowhere:1',
    'constructor:prototype',
    'reader:constructor',
    '',
    '4013',
  ])('leaves %j, which no table lists, to a human', (key) => {
    expect(errorText(key)).toMatchObject({ class: 'human', zh: { next: expect.stringContaining('代碼') } });
  });

  it('never calls for a second try with a PIN', () => {
    for (const code of ['5102', '5122', '4042', '1402']) {
      expect(errorText(`reader:${code}`).class, code).not.toBe('retry');
    }
    expect(errorText('reader:5102').zh.next).toContain('三次');
    expect(errorText('reader:5122').zh.next).toContain('醫事憑證管理中心');
    expect(errorText('reader:5122').who).toBe('self');
  });

  it.each([
    '5021',
    '5027',
    '5028',
    '9999',
  ])('forbids sending again where eii:%s leaves the outcome open', (code) => {
    const text = errorText(`eii:${code}`);
    expect(text.class).toBe('human');
    expect([text.zh.next, text.en.next]).toEqual([
      expect.stringContaining('請勿重送'),
      expect.stringMatching(/do not send it again/i),
    ]);
  });

  it.each(['eii:5022', 'eii:5023', 'web:5002', 'reader:4013', 'reader:4014'])('waits after %s', (key) => {
    expect(errorText(key).class).toBe('wait');
  });

  it.each([
    'reader:9013',
    'reader:9060',
    'reader:9202',
    'web:8205',
    'app:consoleChanged',
    'app:tlsUntrusted',
  ])('stops after %s', (key) => expect(errorText(key).class).toBe('fatal'));
});

describe('toErrorBody', () => {
  it('shows the NHI’s code beside our text, and the field', () => {
    expect(toErrorBody(new CodedError('reader:4013'))).toEqual({
      key: 'reader:4013',
      class: 'wait',
      raw: '4013',
    });
    expect(toErrorBody(new CodedError('wire:badRequest', 'patient.id'))).toEqual({
      key: 'wire:badRequest',
      class: 'fatal',
      field: 'patient.id',
    });
  });

  it.each([
    new Error('A123456789 王小明'),
    'A123456789',
    { id: 'A123456789' },
    null,
    undefined,
  ])('lets nothing of an unforeseen throw through: %j', (thrown) =>
    expect(toErrorBody(thrown)).toEqual({ key: 'app:internal', class: 'human' }));

  it('carries no cause over the border', () => {
    const error = new CodedError('web:8203', undefined, { cause: new Error('A123456789') });
    expect(JSON.stringify(toErrorBody(error))).not.toContain('A123456789');
    expect(error.message).toBe('web:8203');
  });
});
