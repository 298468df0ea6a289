import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Operation } from '../../shared/contract/operation.ts';
import type { NationalId } from '../../shared/domain/national-id.ts';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { loadContracts } from '../contract/contracts.ts';
import type { Proof } from '../reader/reader.ts';
import { decodeQuery } from './decode.ts';
import { encodeQuery } from './encode.ts';

const ID = 'A123456789' as NationalId;
const contracts = loadContracts([]);
const own = contracts.get('query-own-6.0').data;

const proof: Proof = {
  signature: 's',
  clientRandom: 'r',
  samId: 'sam',
  institutionCode: '3501200000',
  serviceType: '91',
  doctorCardNo: null,
  doctorId: null,
  patientCardNo: null,
  patientId: null,
  at: 0,
};

describe('encode', () => {
  test('a SAM signature fills what it brings, under the names of the contract', () => {
    expect(encodeQuery(own, ID, proof)).toEqual({
      sHospId: '3501200000',
      sPatId: ID,
      sVerify: {
        signature: 's',
        clientRandom: 'r',
        samId: 'sam',
        hospitalId: '3501200000',
        serviceType: '91',
      },
    });
  });

  test('three cards fill the rest', () => {
    const cards = { doctorCardNo: 'dc', doctorId: 'di', patientCardNo: 'pc', patientId: ID };
    expect(encodeQuery(own, ID, { ...proof, ...cards })).toMatchObject({
      sHpcId: 'dc',
      sVerify: { hpcId: 'dc', hpcIdNo: 'di', hcId: 'pc', hcIdNo: ID },
    });
  });

  test('the 5.x edition is flat', () => {
    expect(encodeQuery(contracts.get('query-own-5.x').data, ID, proof)).toEqual({
      sHospId: '3501200000',
      sPatId: ID,
      sSamId: 'sam',
      sClientRandom: 'r',
      sSignature: 's',
    });
  });

  test('a contract that demands a card which does not sign is wrong, by name', () => {
    const elements = own.request.elements.map((element) =>
      element.key === 'proof.doctorId'
        ? { ...element, required: { value: 'yes' as const, from: 'assumed' } }
        : element,
    );
    const demanding: Operation = { ...own, request: { ...own.request, elements } };
    expect(() => encodeQuery(demanding, ID, proof)).toThrow('app:contractInvalid (proof.doctorId)');
  });
});

const referral = {
  inOut: 'I',
  referNo: 'P1140000001',
  issueDate: '1141120',
  outHospId: '3501200000',
  outHospName: '仁愛診所',
  inHospId: '0401180014',
  icdName: '高血壓 𠮷',
  acceptMark: '1',
  acceptDate: '1141121',
  visitDate: '',
  contactMark: 'N',
  noReturnMark: 'Y',
};
const whole = (sub: unknown[] = [referral], more: object = {}) => ({
  rtnCode: '00',
  rtnMsg: '',
  sPatId: ID,
  patBirthday: '0650312',
  patName: '王小明',
  total: sub.length,
  sub,
  ...more,
});
const decode = (json: unknown) => decodeQuery(own, ID, json);

describe('decode', () => {
  test('an answer in the words of the domain', () => {
    const { whose, referrals } = decode(whole());
    expect(whose).toEqual({ id: ID, name: '王小明', birthDate: '1976-03-12' });
    expect(referrals).toEqual([
      {
        direction: 'in',
        platformReferralNo: 'P1140000001',
        institutionReferralNo: null,
        issuedOn: '2025-11-20',
        validUntil: null,
        sender: { code: '3501200000', name: '仁愛診所' },
        receiver: { code: '0401180014', name: null },
        department: null,
        purpose: null,
        diagnosisCode: null,
        diagnosisName: '高血壓 𠮷',
        summary: null,
        acceptance: 'accepted',
        acceptedOn: '2025-11-21',
        visitedOn: null,
        dischargedOn: null,
        initialReplyOn: null,
        finalReplyOn: null,
        replySummary: null,
        contactHandled: false,
        noReturnNeeded: true,
      },
    ]);
  });

  test('no referrals, said by a whole answer, are none', () => {
    expect(decode(whole([])).referrals).toEqual([]);
    expect(decode(whole([], { total: '0', patBirthday: '', patName: '' })).whose).toEqual({
      id: ID,
      name: null,
      birthDate: null,
    });
  });

  test.each([
    ['web:8203', { rtnCode: '8203' }],
    ['web:01', { rtnCode: '01' }],
    ['app:answerUnreadable (rtnCode)', { rtnCode: 0 }],
    ['app:answerUnreadable (rtnCode)', { rtnCode: '查無資料' }],
    ['app:answerUnreadable (rtnCode)', { rtnCode: undefined }],
    ['app:answerOtherPatient', { sPatId: 'A123456788' }],
    ['app:answerUnreadable (sPatId)', { sPatId: undefined }],
    ['app:answerUnreadable (sPatId)', { sPatId: [ID] }],
    ['app:answerIncomplete', { total: 2 }],
    ['app:answerIncomplete', { total: 0 }],
    ['app:answerUnreadable (total)', { total: undefined }],
    ['app:answerUnreadable (total)', { total: -1 }],
    ['app:answerUnreadable (total)', { total: 1.5 }],
    ['app:answerUnreadable (sub)', { sub: undefined, total: 0 }],
    ['app:answerUnreadable (sub)', { sub: null, total: 0 }],
    ['app:answerUnreadable (sub)', { sub: {}, total: 0 }],
    ['app:answerUnreadable (patBirthday)', { patBirthday: '0651332' }],
    ['app:answerUnreadable (patBirthday)', { patBirthday: 650312 }],
  ])('%s', (message, change) => {
    expect(problem({ ...whole(), ...change })).toBe(message);
  });

  test.each([
    ['inOut', 'X'],
    ['inOut', 'toString'],
    ['inOut', ''],
    ['inOut', null],
    ['acceptMark', 1],
    ['acceptMark', undefined],
    ['issueDate', '1140230'],
    ['issueDate', '20251120'],
    ['issueDate', undefined],
    ['acceptDate', '0000000'],
    ['visitDate', 'unknown'],
    ['outHospId', ''],
    ['outHospId', '35012000001'],
    ['contactMark', ''],
    ['noReturnMark', '1'],
    ['icdName', '長'.repeat(121)],
    ['summary', {}],
  ])('%s that is %j makes the whole answer unreadable, by name', (code, value) => {
    const sub = [referral, { ...referral, [code]: value }];
    expect(problem(whole(sub))).toBe(`app:answerUnreadable (sub[1].${code})`);
  });

  test('a referral without any number could never be replied to', () => {
    expect(() => decode(whole([{ ...referral, referNo: '' }]))).toThrow('app:answerUnreadable');
  });

  test.each([null, [], 'none', 0, { ...whole(), rtnCode: undefined }])('%j is no answer', (json) => {
    expect(() => decode(json)).toThrow(CodedError);
  });

  test('whatever happens to an answer on its way, referrals never silently get fewer', () => {
    const text = JSON.stringify(whole([referral, { ...referral, referNo: 'P1140000002' }]));
    const damage = fc.tuple(fc.nat(text.length - 1), fc.nat(40), fc.string({ maxLength: 6 }));
    fc.assert(
      fc.property(damage, ([at, cut, put]) => {
        let json: unknown;
        try {
          json = JSON.parse(text.slice(0, at) + put + text.slice(at + cut));
        } catch {
          return;
        }
        expect(referralsOrError(json)).not.toBe(0);
        expect(referralsOrError(json)).not.toBe(1);
      }),
      { numRuns: 3_000 },
    );
  });

  test('no JSON makes it throw anything but a code', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('sub', 'total', 'rtnCode', 'sPatId', 'patName'),
        (json, at) => {
          referralsOrError(json);
          referralsOrError(whole([json]));
          referralsOrError(whole([], { [at]: json }));
        },
      ),
    );
  });
});

function referralsOrError(json: unknown): number | null {
  try {
    return decode(json).referrals.length;
  } catch (error) {
    expect(error).toBeInstanceOf(CodedError);
    return null;
  }
}

function problem(json: unknown): string {
  try {
    return JSON.stringify(decode(json));
  } catch (error) {
    return error instanceof CodedError ? error.message : String(error);
  }
}
