import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isGroup } from '../../shared/contract/batch.ts';
import { loadContracts } from './contracts.ts';
import { requireSignOff, signOffOf } from './guard.ts';
import { SHIPPED } from './shipped.ts';

const official = (value: unknown) => ({ value, from: 'official-2025' });
const file = (operation: string, data: object) => [
  {
    file: '/etc/contract.d/ours.json',
    text: JSON.stringify({ contractVersion: 1, operation, ...data }, null, 2),
  },
];
const load = (operation: string, data: object) => loadContracts(file(operation, data)).batch(operation);
const plain = (operation: string) => loadContracts([]).batch(operation);

describe('what is shipped', () => {
  const all = loadContracts([]).all();

  test('the fourteen operations of the guide, four query editions and the sample set', () => {
    const of = (channel: string) => all.filter((one) => one.channel === channel);
    expect([of('batch').length, of('web').length, of('sample').length]).toEqual([14, 4, 1]);
    for (const { file: name, data } of SHIPPED)
      expect(`${(data as { operation: string }).operation}.json`).toBe(name);
  });

  test.each([
    ['etd-file', 'eta-file'],
    ['etb-back', 'etb'],
    ['etb-back-file', 'etb-file'],
  ])('%s has the format of %s, and says so', (name, base) => {
    expect(plain(name).data.document).toEqual(plain(base).data.document);
    expect(plain(name).data.extends).toEqual({ value: base, from: 'guide' });
  });

  test('a reply carries one number, and a referral onward names the one it came by, its way and the consent', () => {
    expect(plain('etb').data.document?.exactlyOne?.value).toEqual([
      ['institutionReferralNo', 'platformReferralNo'],
    ]);
    const etd = plain('etd').data.document;
    expect(etd?.exactlyOne?.value).toEqual([
      ['received.institutionReferralNo', 'received.platformReferralNo'],
    ]);
    const required = etd?.elements.filter((one) => !isGroup(one) && one.required.value === 'yes');
    expect(required?.map(({ key }) => key)).toEqual(expect.arrayContaining(['way', 'consent']));
  });

  test('no name, length or type code of ours passes as known', () => {
    const known = all
      .filter(({ channel }) => channel === 'batch')
      .flatMap(({ operation, leaves }) => leaves.map((leaf) => ({ ...leaf, operation })))
      .filter(
        ({ path, from }) => /\.(code|maxBytes|typeCode|replyTypeCode)$/.test(path) && from !== 'assumed',
      )
      .map(({ operation, path, value, from }) => `${operation} ${path} ${value} ${from}`);
    expect(known).toEqual([
      'etc-xml transfer.replyTypeCode 04 public-code',
      'etc-xml transfer.typeCode 10 public-code',
      'etc-csv transfer.typeCode 27 public-code',
    ]);
  });

  test('what the manual says of downloads and of request files passes for nothing else', () => {
    const from = (path: string, is: 'upload' | 'download') =>
      all.flatMap((one) =>
        one.channel === 'batch' && one.data.transfer.direction.value === is
          ? one.leaves.filter((leaf) => leaf.path === path).map((leaf) => leaf.from)
          : [],
      );
    for (const path of ['transfer.notBeforeMinutes', 'transfer.serialDigits', 'transfer.fileName']) {
      expect(new Set(from(path, 'upload')), path).toEqual(new Set(['assumed']));
      expect(new Set(from(path, 'download')), path).toEqual(new Set(['official-2014']));
    }
    expect(new Set(from('request.encoding', 'download'))).toEqual(new Set(['assumed']));
  });

  test.each([
    // The guide says of replies which number they carry; of flow 3, only that it is done as flow 1.
    ['etd', 'document.exactlyOne'],
    // The law speaks of consent, not of where it is written down.
    ['etd', 'document.elements.consent.required'],
    // The form's sixth choice of both lists has no blank.
    ['eta', 'document.elements.purposeNote.requiredWhen'],
    ['etd', 'document.elements.purposeNote.requiredWhen'],
    ['etb', 'document.elements.dispositionNote.requiredWhen'],
    // The form has a code for the sender alone.
    ['eta', 'document.elements.receiver.code.title'],
    ['etb', 'document.elements.replier.code.title'],
    // Answer fields of the queries were seen nowhere.
    ['query-own-6.0', 'answer.list'],
    ['query-own-6.0', 'answer.returnCode'],
    ['query-own-6.0', 'answer.success'],
  ])('%s %s is our guess', (operation, path) => {
    const leaf = all.find((one) => one.operation === operation)?.leaves.find((one) => one.path === path);
    expect(leaf?.from).toBe('assumed');
  });

  test('every case of the sample set is of its own and about every upload', () => {
    const sample = loadContracts([]).find('et-sample');
    const cases = sample?.channel === 'sample' ? sample.data.cases : [];
    expect(new Set(cases.map(({ key }) => key)).size).toBe(cases.length);
    const uploads = all.flatMap((one) =>
      one.channel === 'batch' && one.data.document ? [one.operation] : [],
    );
    expect(new Set(cases.map(({ operation }) => operation.value))).toEqual(new Set(uploads));
  });
});

describe('a correction', () => {
  test('reaches into groups, and the operations that are like its own', () => {
    const rank = { key: 'rank', code: official('main_or_other') };
    const elements = [{ key: 'diagnoses', maxCount: official(5), elements: [rank] }];
    const group = load('eta', { document: { elements } }).data.document?.elements.find(isGroup);
    expect(group?.maxCount).toEqual(official(5));
    expect(group?.elements.map(({ code }) => code.value)).toEqual(['main_or_other', 'e2', 'e3']);
    const contracts = loadContracts(file('etb', { transfer: { typeCode: official('77') } }));
    expect(contracts.batch('etb-back').data.transfer.typeCode).toEqual(official('77'));
    expect(contracts.batch('etb-file').data.transfer.typeCode.value).not.toBe('77');
  });

  test('takes an element out that the NHI does not have, and gives its order', () => {
    const before = plain('ete').data.document?.elements.map(({ key }) => key) ?? [];
    const order = before.filter((key) => key !== 'note').reverse();
    const elements = [{ key: 'note', required: official('never') }];
    const after = load('ete', { document: { elements, order: official(order) } });
    expect(after.data.document?.elements.map(({ key }) => key)).toEqual(order);
    expect(after.hash).not.toBe(plain('ete').hash);
  });

  test('keeps the order of what it does not speak of, whichever elements it names', () => {
    const keys = plain('eta').data.document?.elements.map(({ key }) => key) ?? [];
    const chosen = fc.shuffledSubarray(keys.filter((key) => key !== 'diagnoses'));
    fc.assert(
      fc.property(chosen, (some) => {
        const elements = some.map((key) => ({ key, title: official(`新 ${key}`) }));
        const { data } = load('eta', { document: { elements } });
        expect(data.document?.elements.map(({ key }) => key)).toEqual(keys);
      }),
      { numRuns: 30 },
    );
  });

  test('withdraws a sign-off when it touches the wire, and not with a better title or provenance', () => {
    const { operation, hash } = plain('etb');
    const signOffs = [{ operation, hash, by: '資訊室', at: '2025-11-24T00:00:00Z' }];
    const advice = { key: 'advice', title: official('建議'), maxBytes: official(2000) };
    const better = load('etb', { flow: official('二'), document: { elements: [advice] } });
    expect(signOffOf(better, signOffs)).not.toBeNull();
    expect(() => requireSignOff(better, signOffs)).not.toThrow();
    const sooner = load('etb', { transfer: { notBeforeMinutes: official(45) } });
    expect(() => requireSignOff(sooner, signOffs)).not.toThrow();
    const longer = load('etb', { document: { elements: [{ ...advice, maxBytes: official(2001) }] } });
    expect(() => requireSignOff(longer, signOffs)).toThrow('app:notSignedOff (etb)');
    const again = load('etb', { unknownOutcome: { absenceProvesAfterMinutes: official(60) } });
    expect(() => requireSignOff(again, signOffs), 'it may be sent twice').toThrow('app:notSignedOff (etb)');
  });
});
