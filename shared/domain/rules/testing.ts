import type { DocumentKind, DocumentOf } from '../../contract/documents.ts';
import { seeded } from '../samples/random.ts';
import { sampleOf } from '../samples/samples.ts';
import type { Scene } from '../samples/scene.ts';
import type { TaiwanDate } from '../taiwan-date.ts';
import type { Received, RuleContext } from './finding.ts';
import { rulesOf } from './rules.ts';

/** Day and institution of the rules' tests. */
export const TODAY = '2026-03-10' as TaiwanDate;
export const OWN = '3501200007';
export const OTHER = '1101010021';
export const THIRD = '0401180023';
export const SCENE: Scene = { today: TODAY, own: OWN, characters: 'plain' };
export const day = (text: string) => text as TaiwanDate;

/** A document that no rule finds anything in, with changes. */
export function fine<K extends DocumentKind>(kind: K, changes: Partial<DocumentOf<K>> = {}): DocumentOf<K> {
  return { ...sampleOf(kind, seeded(4), SCENE), ...changes };
}

/** The referral that another institution sent to us: valid, on a form that its HIS made. */
export function received(changes: Partial<Received> = {}): Received {
  return {
    ...fine('referral'),
    institutionReferralNo: 'A-0001',
    platformReferralNo: '1150301000001',
    issuedOn: day('2026-03-01'),
    validUntil: day('2026-05-01'),
    'sender.code': OTHER,
    'receiver.code': OWN,
    ...changes,
  };
}

/** What the rules find, as `severity code key`. */
export function found<K extends DocumentKind>(
  kind: K,
  changes: Partial<DocumentOf<K>> = {},
  context: Partial<RuleContext> = {},
): string[] {
  const problems = rulesOf(kind)(fine(kind, changes), { today: TODAY, own: OWN, ...context });
  return problems.map(({ severity, code, key }) => `${severity} ${code} ${key}`.trim());
}

/** An answer of ours to that referral: its number, its patient, the same days. */
export function answering(referral: Received) {
  return {
    institutionReferralNo: referral.institutionReferralNo,
    platformReferralNo: null,
    'patient.id': referral['patient.id'],
    'patient.birthDate': referral['patient.birthDate'],
  };
}
