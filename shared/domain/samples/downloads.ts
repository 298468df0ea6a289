import type { CompleteReferral, DocumentOf, ListRow } from '../../contract/documents.ts';
import { addDays, daysBetween } from '../taiwan-date.ts';
import { once, pick, type Random } from './random.ts';
import { referral } from './referral.ts';
import { handling } from './reply.ts';
import { institutionReferralNo, platformReferralNo, type Scene, shownNumber } from './scene.ts';

const yesNo = (random: Random) => pick(random, ['yes', 'no'] as const);

/** A referral as the platform keeps it; accepted ones may hold replies. */
export function complete(random: Random, scene: Scene): CompleteReferral {
  const form = referral(random, scene);
  const issuedOn = form.issuedOn ?? scene.today;
  const acceptance = pick(random, ['none', 'accepted', 'cancelled'] as const);
  const acceptedOn =
    acceptance === 'accepted' ? addDays(issuedOn, random.int(0, daysBetween(issuedOn, scene.today))) : null;
  return {
    ...form,
    institutionReferralNo: once(random, 4) ? null : form.institutionReferralNo,
    platformReferralNo: platformReferralNo(random, issuedOn),
    acceptance,
    acceptedOn,
    visitedOn: acceptedOn,
    dischargedOn: acceptedOn !== null && once(random, 3) ? scene.today : null,
    contactHandled: yesNo(random),
    noReturnNeeded: yesNo(random),
    replies: acceptedOn
      ? Array.from({ length: random.int(0, 2) }, () => handling(random, scene, acceptedOn))
      : [],
  };
}

const side = (one: CompleteReferral, who: 'sender' | 'receiver') => ({
  code: one[`${who}.code`],
  name: one[`${who}.name`],
});

export function listRow(random: Random, scene: Scene): ListRow {
  const one = complete(random, scene);
  const direction = pick(random, ['in', 'out'] as const);
  const [us, them] = [side(one, 'sender'), side(one, 'receiver')] as const;
  const [from, to] = direction === 'out' ? ([us, them] as const) : ([them, us] as const);
  return {
    direction,
    platformReferralNo: one.platformReferralNo,
    institutionReferralNo: one.institutionReferralNo,
    'patient.id': one['patient.id'],
    'patient.name': one['patient.name'],
    'patient.birthDate': one['patient.birthDate'],
    issuedOn: one.issuedOn,
    validUntil: one.validUntil,
    'sender.code': from.code,
    'sender.name': from.name,
    'receiver.code': to.code,
    'receiver.name': to.name,
    department: one['receiver.department'],
    purpose: pick(random, ['1', '2', '3', '4', '5', '6'] as const),
    acceptance: one.acceptance,
    acceptedOn: one.acceptedOn,
    initialReplyOn: one.replies.length > 0 ? scene.today : null,
    finalReplyOn: one.replies.length > 1 ? scene.today : null,
    contactHandled: one.contactHandled,
    noReturnNeeded: one.noReturnNeeded,
  };
}

export function request(random: Random, scene: Scene): DocumentOf<'request'> {
  const from = addDays(scene.today, -random.int(0, 30));
  const number = once(random, 3) ? shownNumber(random, from) : null;
  return {
    institutionCode: scene.own,
    from,
    until: addDays(from, random.int(0, daysBetween(from, scene.today))),
    direction: pick(random, ['in', 'out'] as const),
    institutionReferralNo: number?.institutionReferralNo ?? null,
    platformReferralNo: number?.platformReferralNo ?? null,
  };
}

export function result(random: Random, scene: Scene): DocumentOf<'result'> {
  const accepted = !once(random, 4);
  return {
    institutionReferralNo: institutionReferralNo(random, scene.today),
    platformReferralNo: accepted ? platformReferralNo(random, scene.today) : null,
    outcome: accepted ? 'accepted' : 'rejected',
    reason: accepted ? null : pick(random, ['E001', 'E017', 'E203'] as const),
    element: accepted ? null : pick(random, ['a1', 'c1', 'd2.e2'] as const),
    message: accepted ? null : pick(random, ['欄位不可空白', '序號重複', '日期格式錯誤'] as const),
  };
}
