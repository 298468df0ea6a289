import type { AnyDocument } from '../../contract/documents.ts';
import { error, type Finding, type Received, type Rule, stated, warning } from './finding.ts';

const NUMBERS = ['institutionReferralNo', 'platformReferralNo'] as const;
type NumberKey = (typeof NUMBERS)[number];

/**
 * A form made by a HIS shows 院所自編序號, one made on the platform's page shows 轉診單序號; whoever answers
 * carries the one that the form shows (the guide). A HIS's referral has both once the platform took it.
 */
export function shownNumber(received: Pick<Received, NumberKey>): NumberKey {
  return stated(received.institutionReferralNo) ? 'institutionReferralNo' : 'platformReferralNo';
}

/** One number, of the right kind, and the same as on the form. `prefix`: `received.` in flow 3. */
export const carriedNumber =
  (prefix: '' | 'received.' = ''): Rule<AnyDocument> =>
  (document, { received }) => {
    const given = NUMBERS.filter((key) => stated(document[prefix + key]));
    const [only] = given;
    if (!only) return [error('numberMissing', prefix + NUMBERS[0])];
    if (given.length > 1) return [error('numberBoth', prefix + NUMBERS[1])];
    return received ? against(received, document, prefix, only) : [];
  };

function against(received: Received, document: AnyDocument, prefix: string, key: NumberKey): Finding[] {
  const shown = shownNumber(received);
  if (shown !== key) return [error('numberWrongKind', prefix + key, { shown: prefix + shown })];
  const same = document[prefix + key] === received[key];
  return same ? [] : [error('numberDiffers', prefix + key)];
}

/**
 * Flow 3 alone names the referral that the patient came with. The guide says so of replies only, so that this is
 * inferred, and warns.
 */
export const receivedNumber: Rule<AnyDocument> = (document, context) => {
  const isOnward = stated(document.way) || NUMBERS.some((key) => stated(document[`received.${key}`]));
  const found = isOnward ? carriedNumber('received.')(document, context) : [];
  return found.map(({ code, key, detail }) => warning(code, key, detail));
};
