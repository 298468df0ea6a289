import type { AnyDocument } from '../../contract/documents.ts';
import { daysBetween, type TaiwanDate, taiwanDate } from '../taiwan-date.ts';
import { error, type Finding, type Rule, stated, warning, when } from './finding.ts';

interface Order {
  earlier: string;
  later: string;
  severity: Finding['severity'];
}

const must = (earlier: string, later: string): Order => ({ earlier, later, severity: 'error' });
const should = (earlier: string, later: string): Order => ({ earlier, later, severity: 'warning' });

/** Which day cannot come before which other. What only looks odd, since a form may say it in good faith, warns. */
const ORDERS: readonly Order[] = [
  ...['issuedOn', 'acceptedOn', 'dischargedOn', 'repliedOn', 'actedOn'].map((key) =>
    must('patient.birthDate', key),
  ),
  // A newborn's last examination and medication may be its mother's, before the birth.
  should('patient.birthDate', 'examinedOn'),
  should('patient.birthDate', 'medicatedOn'),
  must('issuedOn', 'validUntil'),
  must('issuedOn', 'arrangedOn'),
  must('arrangedOn', 'validUntil'),
  should('examinedOn', 'issuedOn'),
  should('medicatedOn', 'issuedOn'),
  must('issuedOn', 'acceptedOn'),
  // 受理 is optional, and may be entered after the reply.
  should('acceptedOn', 'repliedOn'),
  should('acceptedOn', 'dischargedOn'),
  should('dischargedOn', 'repliedOn'),
  must('from', 'until'),
];

/** Days of what has happened; an arranged visit, a last valid day and the end of a request lie ahead. */
const PAST = [
  'patient.birthDate',
  'issuedOn',
  'examinedOn',
  'medicatedOn',
  'acceptedOn',
  'dischargedOn',
  'repliedOn',
  'actedOn',
  'visitedOn',
  'from',
];
const LONGEST_LIFE_DAYS = 131 * 365.25;

/** Dates in order, none of them in the future that cannot be. Blank ones are not compared. */
export const dates: Rule<AnyDocument> = (document, { today }) => [
  ...ORDERS.filter(({ earlier, later }) => isBefore(document, later, earlier)).map(
    ({ earlier, later, severity }): Finding => ({
      code: 'datesOutOfOrder',
      severity,
      key: later,
      detail: { after: earlier },
    }),
  ),
  ...PAST.filter((key) => stated(document[key]) && document[key] > today).map((key) =>
    error('dateInFuture', key),
  ),
  ...birth(document, today),
];

function isBefore(document: AnyDocument, one: string, other: string): boolean {
  const [a, b] = [document[one], document[other]];
  return stated(a) && stated(b) && a < b;
}

function birth(document: AnyDocument, today: TaiwanDate): readonly Finding[] {
  const day = taiwanDate(String(document['patient.birthDate']));
  const unlikely = day !== null && daysBetween(day, today) > LONGEST_LIFE_DAYS;
  return when(unlikely, warning('birthUnlikely', 'patient.birthDate'));
}

/** Nothing is done about a referral before it was issued. */
export const afterReferral: Rule<AnyDocument> = (document, { received }) => {
  const issuedOn = received?.issuedOn;
  if (!issuedOn) return [];
  return ['acceptedOn', 'actedOn', 'repliedOn', 'dischargedOn']
    .filter((key) => stated(document[key]) && document[key] < issuedOn)
    .map((key) => error('beforeReferral', key));
};
