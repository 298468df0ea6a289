import type { AnyDocument, Referral } from '../../contract/documents.ts';
import { hasInstitutionShape, institutionCheckDigitHolds } from '../institution-code.ts';
import { error, type Finding, type Rule, stated, warning, when } from './finding.ts';

/** Shape, and check digit, of every institution that a document names. */
export const institutionCodes: Rule<AnyDocument> = (document) =>
  ['sender.code', 'receiver.code', 'replier.code', 'actor.code', 'institutionCode'].flatMap((key) => {
    const code = document[key];
    return stated(code) ? codeFindings(key, code) : [];
  });

function codeFindings(key: string, code: string): readonly Finding[] {
  if (!hasInstitutionShape(code)) return [error('institutionCodeShape', key)];
  return when(!institutionCheckDigitHolds(code), warning('institutionCheckDigit', key));
}

/** Nobody issues, replies or accepts in another institution's name. */
export const ownName =
  (key: string): Rule<AnyDocument> =>
  (document, { own }) =>
    when(own !== null && stated(document[key]) && document[key] !== own, error('notOwnInstitution', key));

/** A referral goes to *another* institution (轉診實施辦法 3); an arrangement within one's own needs no form. */
export const elsewhere: Rule<Pick<Referral, 'sender.code' | 'receiver.code'>> = (referral) =>
  when(
    stated(referral['sender.code']) && referral['sender.code'] === referral['receiver.code'],
    error('senderIsReceiver', 'receiver.code'),
  );

/** Flow 3: back is to whom the patient came from, onward is not. */
export const way: Rule<Pick<Referral, 'way' | 'receiver.code'>> = (referral, { received }) => {
  const to = referral['receiver.code'];
  const from = received?.['sender.code'];
  if (!stated(from) || !stated(to)) return [];
  return [
    ...when(referral.way === 'back' && to !== from, error('backNotToSender', 'receiver.code')),
    ...when(referral.way === 'onward' && to === from, warning('onwardToSender', 'way')),
  ];
};

/**
 * Good only at the institution that it names (轉診實施辦法 6). Accepting elsewhere is refused; a reply is a duty
 * (醫療法施行細則 51), so there a code that may be a branch's only warns.
 */
export const named =
  (key: 'actor.code' | 'replier.code', severity: typeof error): Rule<AnyDocument> =>
  (document, { received }) => {
    const receiver = received?.['receiver.code'];
    const differs = stated(receiver) && stated(document[key]) && document[key] !== receiver;
    return when(differs, severity('notNamedInstitution', key));
  };

/** 轉診實施辦法 10. */
export const owed: Rule<AnyDocument> = (_, { received }) =>
  when(
    stated(received?.['sender.code']) && received['sender.code'] === received['receiver.code'],
    warning('replyNotOwed', ''),
  );
