import { describe, expect, it } from 'vitest';
import type { Referral, Reply } from '../../contract/documents.ts';
import { answering, day, found, received } from './testing.ts';

const REFERRAL = {
  'patient.birthDate': day('1980-05-05'),
  examinedOn: day('2026-02-01'),
  medicatedOn: day('2026-02-02'),
  issuedOn: day('2026-03-01'),
  arrangedOn: day('2026-03-20'),
  validUntil: day('2026-04-01'),
};
const REPLY = {
  'patient.birthDate': day('1980-05-05'),
  acceptedOn: day('2026-03-02'),
  dischargedOn: day('2026-03-08'),
  repliedOn: day('2026-03-09'),
};
const referral = (changes: Partial<Referral>) => found('referral', { ...REFERRAL, ...changes });
const reply = (changes: Partial<Reply>) => found('reply', { ...REPLY, ...changes });

describe('dates in order', () => {
  it('are left alone, also where several fall on one day', () => {
    const same = day('2026-03-01');
    expect(referral({})).toEqual([]);
    expect(referral({ examinedOn: same, arrangedOn: same, validUntil: day('2026-03-10') })).toEqual([]);
    expect(reply({})).toEqual([]);
    expect(reply({ acceptedOn: REPLY.repliedOn, dischargedOn: REPLY.repliedOn })).toEqual([]);
  });

  it('a visit is arranged for a day on which the referral is valid', () => {
    expect(referral({ arrangedOn: day('2026-02-28') })).toEqual(['error datesOutOfOrder arrangedOn']);
    expect(referral({ arrangedOn: day('2026-04-02') })).toEqual(['error datesOutOfOrder validUntil']);
  });

  it('a referral does not end before it begins', () => {
    expect(referral({ arrangedOn: null, validUntil: day('2026-02-28') })).toContain(
      'error datesOutOfOrder validUntil',
    );
  });

  it('what was done last was done before the referral was issued', () => {
    expect(referral({ examinedOn: day('2026-03-02') })).toEqual(['warning datesOutOfOrder issuedOn']);
    expect(referral({ medicatedOn: day('2026-03-02') })).toEqual(['warning datesOutOfOrder issuedOn']);
  });

  it('whom we reply about we had accepted', () => {
    // 受理 is not owed, and may be entered after the reply.
    expect(reply({ acceptedOn: day('2026-03-10'), dischargedOn: null })).toEqual([
      'warning datesOutOfOrder repliedOn',
    ]);
    expect(reply({ dischargedOn: day('2026-03-01') })).toEqual(['warning datesOutOfOrder dischargedOn']);
    expect(reply({ dischargedOn: day('2026-03-10') })).toEqual(['warning datesOutOfOrder repliedOn']);
  });

  it('a birth comes first of all', () => {
    expect(referral({ 'patient.birthDate': day('2026-03-02'), examinedOn: null, medicatedOn: null })).toEqual(
      ['error datesOutOfOrder issuedOn'],
    );
    expect(reply({ 'patient.birthDate': day('2026-03-05') })).toEqual(['error datesOutOfOrder acceptedOn']);
  });

  it('but a newborn may have been examined and treated before it', () => {
    expect(referral({ 'patient.birthDate': day('2026-02-03') })).toEqual([
      'warning datesOutOfOrder examinedOn',
      'warning datesOutOfOrder medicatedOn',
    ]);
  });

  it('a request asks for days in their order', () => {
    expect(found('request', { from: day('2026-03-02'), until: day('2026-03-01') })).toEqual([
      'error datesOutOfOrder until',
    ]);
    expect(found('request', { from: day('2026-03-02'), until: null })).toEqual([]);
  });
});

describe('nothing lies in the future', () => {
  it.each(['examinedOn', 'medicatedOn'] as const)('%s', (key) => {
    expect(referral({ [key]: day('2026-03-11') })).toContain(`error dateInFuture ${key}`);
    expect(referral({ [key]: day('2026-03-01') })).toEqual([]);
  });

  it('issue, acceptance, discharge, reply', () => {
    const issued = { issuedOn: day('2026-03-11'), validUntil: day('2026-04-01') };
    expect(referral(issued)).toEqual(['error dateInFuture issuedOn']);
    expect(reply({ repliedOn: day('2026-03-11') })).toEqual(['error dateInFuture repliedOn']);
    expect(found('mark', { actedOn: day('2026-03-11') })).toEqual(['error dateInFuture actedOn']);
  });

  it('save an arranged visit and the last valid day', () => {
    expect(referral({ arrangedOn: day('2026-03-31') })).toEqual([]);
  });
});

describe('birth', () => {
  it('more than 130 years ago is looked at twice', () => {
    expect(referral({ 'patient.birthDate': day('1890-01-01') })).toEqual([
      'warning birthUnlikely patient.birthDate',
    ]);
    expect(referral({ 'patient.birthDate': day('1900-01-01') })).toEqual([]);
  });
});

describe('what is done about a referral', () => {
  const from = (issuedOn: string) => {
    const one = received({ 'patient.birthDate': day('1980-05-05'), issuedOn: day(issuedOn) });
    return found('reply', { ...REPLY, ...answering(one) }, { received: one });
  };

  it('is done after it was issued', () => {
    expect(from('2026-03-02')).toEqual([]);
    expect(from('2026-03-03')).toEqual(['error beforeReferral acceptedOn']);
  });
});
