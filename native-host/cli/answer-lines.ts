import { errorText } from '../../shared/protocol/errors/texts.ts';
import type { AnswerOf } from '../../shared/protocol/messages.ts';
import type { QueryOutcome } from '../../shared/protocol/schemas.ts';
import { type Report, report } from './command.ts';

/** A lookup's answer for the command line. It failed when query 1 did: query 2 never decides. */
export function answerReport(answer: AnswerOf<'lookup.typed'>): Report {
  const { whose, badge, own, other } = answer;
  const lines = [
    [whose.id, whose.name, whose.birthDate].filter(Boolean).join(' '),
    `${badge.state} ${badge.count}${badge.dueOn ? ` (${badge.dueOn})` : ''}`,
    ...outcomeLines('本院 own', own),
    ...outcomeLines('他院 other', other),
  ];
  return report(answer, lines, own.kind === 'answer');
}

function outcomeLines(title: string, outcome: QueryOutcome): string[] {
  if (outcome.kind === 'notAsked') return [`${title}: -`];
  if (outcome.kind === 'failed')
    return [`${title}: ${outcome.error.key} ${errorText(outcome.error.key).zh.what}`];
  return [
    `${title}: ${outcome.referrals.length} (${outcome.source})`,
    ...outcome.referrals.map((one) =>
      [
        ' ',
        one.issuedOn,
        one.direction,
        `${one.sender.name ?? one.sender.code} → ${one.receiver.name ?? one.receiver.code}`,
        one.platformReferralNo ?? one.institutionReferralNo,
      ].join(' '),
    ),
  ];
}
