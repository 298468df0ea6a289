import { describe, expect, it } from 'vitest';
import { answering, found, OTHER, OWN, received, THIRD } from './testing.ts';

describe('醫事機構代碼', () => {
  it('has ten characters', () => {
    expect(found('referral', { 'receiver.code': '35012000' })).toEqual([
      'error institutionCodeShape receiver.code',
    ]);
    expect(found('referral', { 'receiver.code': '350120000a' })).toHaveLength(1);
    expect(found('referral', { 'receiver.code': 'A501200000' })).toEqual([]);
  });

  it('whose check digit fails only warns: well-known hospitals’ do', () => {
    expect(found('referral', { 'receiver.code': '1101010023' })).toEqual([
      'warning institutionCheckDigit receiver.code',
    ]);
    expect(found('referral', { 'receiver.code': OTHER })).toEqual([]);
  });
});

describe('in whose name', () => {
  it.each([
    ['referral', 'sender.code'],
    ['reply', 'replier.code'],
    ['acceptance', 'actor.code'],
    ['mark', 'actor.code'],
    ['request', 'institutionCode'],
  ] as const)('a %s goes out in our own', (kind, key) => {
    expect(found(kind, {}, { own: THIRD })).toContain(`error notOwnInstitution ${key}`);
    expect(found(kind, {}, { own: OWN })).toEqual([]);
    expect(found(kind, {}, { own: null })).toEqual([]);
  });
});

describe('from whom to whom', () => {
  it('a referral goes to another institution', () => {
    expect(found('referral', { 'receiver.code': OWN })).toEqual(['error senderIsReceiver receiver.code']);
  });

  it('back is to the sender, onward is not', () => {
    const one = received();
    const flow3 = {
      'patient.id': one['patient.id'],
      'patient.birthDate': one['patient.birthDate'],
      'received.institutionReferralNo': one.institutionReferralNo,
      'received.platformReferralNo': null,
    };
    const to = (way: 'back' | 'onward', code: string) =>
      found('referral', { ...flow3, way, 'receiver.code': code }, { received: one });
    expect(to('back', OTHER)).toEqual([]);
    expect(to('back', THIRD)).toEqual(['error backNotToSender receiver.code']);
    expect(to('onward', THIRD)).toEqual([]);
    expect(to('onward', OTHER)).toEqual(['warning onwardToSender way']);
  });
});

describe('the named institution', () => {
  const elsewhere = received({ 'receiver.code': THIRD });

  it('alone accepts', () => {
    const accept = { ...answering(elsewhere), action: 'accept' } as const;
    expect(found('acceptance', accept, { received: elsewhere })).toEqual([
      'error notNamedInstitution actor.code',
    ]);
    expect(found('acceptance', accept, { received: received() })).toEqual([]);
  });

  it('replies; another one is warned, since a reply is a duty and a branch may have another code', () => {
    expect(found('reply', answering(elsewhere), { received: elsewhere })).toContain(
      'warning notNamedInstitution replier.code',
    );
    expect(found('mark', answering(elsewhere), { received: elsewhere })).toEqual([
      'warning notNamedInstitution actor.code',
    ]);
  });

  it('owes no reply to itself', () => {
    const within = received({ 'sender.code': OWN });
    expect(found('reply', answering(within), { received: within })).toContain('warning replyNotOwed');
  });
});
