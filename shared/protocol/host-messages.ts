import * as v from 'valibot';
import { message } from './define.ts';
import { PAGE_PROBLEMS } from './doctor-links.ts';
import {
  BadgeStateSchema,
  BindingSchema,
  ErrorBodySchema,
  Id,
  PatientKeySchema,
  QueryOutcomeSchema,
  WhoseSchema,
} from './schemas.ts';

const doctor = v.nullable(v.pipe(v.string(), v.maxLength(60)));
const nothing = v.strictObject({});
const QUERY_ERRORS = [
  'web:*',
  'reader:*',
  'app:limitAutomatic',
  'app:limitTyped',
  'app:auditUnwritable',
  'app:notSignedOff',
];

/** What the extension may ask of the native host, and the command line with it. */
export const hostMessages = {
  'badge.lookup': message({
    doc: 'The badge of the patient on the screen: query 1, and query 2 where configuration says so.',
    to: 'host',
    senders: ['content'],
    deadlineMs: 40_000,
    cancellable: true,
    errors: QUERY_ERRORS,
    request: v.strictObject({
      binding: BindingSchema,
      /** Origin of the HIS page as the browser states it. */
      page: v.pipe(v.string(), v.maxLength(200)),
      trigger: v.picklist(['auto', 'refresh', 'midnight']),
      patient: PatientKeySchema,
      doctor,
    }),
    answer: v.object({
      binding: BindingSchema,
      badge: BadgeStateSchema,
      elsewhere: v.nullable(v.boolean()),
      /** Why it cannot tell; null where it can. */
      error: v.nullable(ErrorBodySchema),
    }),
  }),
  'referrals.read': message({
    doc: "The referrals of the patient on the screen, with details: both queries, for the panel's eyes.",
    to: 'host',
    senders: ['panel'],
    deadlineMs: 60_000,
    chunked: true,
    progress: true,
    cancellable: true,
    errors: [...QUERY_ERRORS, 'app:noSitePermission'],
    request: v.strictObject({
      binding: BindingSchema,
      page: v.pipe(v.string(), v.maxLength(200)),
      refresh: v.boolean(),
      patient: PatientKeySchema,
      doctor,
    }),
    answer: v.object({
      binding: BindingSchema,
      whose: WhoseSchema,
      badge: BadgeStateSchema,
      own: QueryOutcomeSchema,
      other: QueryOutcomeSchema,
    }),
  }),
  'lookup.typed': message({
    doc: 'One ID that was typed: not bound to the screen, so the answer says whose it is.',
    to: 'host',
    senders: ['panel', 'cli'],
    deadlineMs: 60_000,
    chunked: true,
    progress: true,
    cancellable: true,
    errors: QUERY_ERRORS,
    request: v.strictObject({ id: Id, refresh: v.boolean(), doctor }),
    answer: v.object({
      whose: WhoseSchema,
      badge: BadgeStateSchema,
      own: QueryOutcomeSchema,
      other: QueryOutcomeSchema,
    }),
  }),
  'lookup.card': message({
    doc: 'The NHI card that is in the plain reader now, read again and looked up.',
    to: 'host',
    senders: ['panel', 'cli'],
    since: 2,
    deadlineMs: 60_000,
    chunked: true,
    progress: true,
    cancellable: true,
    errors: [...QUERY_ERRORS, 'app:cardRemoved', 'app:cardNoReader', 'app:cardChanged'],
    request: v.strictObject({
      /** The offer that the user took, from `card.changed`; another card in the reader is refused. */
      offer: v.nullable(v.pipe(v.string(), v.maxLength(40))),
      doctor,
    }),
    answer: v.object({
      whose: WhoseSchema,
      badge: BadgeStateSchema,
      own: QueryOutcomeSchema,
      other: QueryOutcomeSchema,
    }),
  }),
  'card.watch': message({
    doc: 'Watch the plain reader for the next 60 seconds; ask again to go on. Changes come as `card.changed`.',
    to: 'host',
    senders: ['panel'],
    since: 2,
    request: nothing,
    answer: v.object({ watching: v.boolean() }),
  }),
  'reader.verifySam': message({
    doc: 'Authenticate the security module with the IDC, once, because the user pressed the button.',
    to: 'host',
    senders: ['panel', 'options', 'cli'],
    since: 2,
    replaySafe: false,
    deadlineMs: 40_000,
    errors: ['reader:*', 'app:consoleUnreachable', 'app:readerBusy'],
    request: nothing,
    answer: v.object({ sam: v.number() }),
  }),
  'page.note': message({
    doc: 'Whether a HIS page can be looked up, for `host doctor`: the browser alone sees it.',
    to: 'host',
    senders: ['worker'],
    since: 2,
    replaySafe: false,
    errors: ['app:storeUnavailable'],
    request: v.strictObject({
      /** Origin of the HIS page; null where the browser does not say it, since the site is not permitted. */
      page: v.nullable(v.pipe(v.string(), v.maxLength(200))),
      /** Null: the patient on it can be told. */
      problem: v.nullable(v.picklist(PAGE_PROBLEMS)),
    }),
    answer: nothing,
  }),
  'doctor.run': message({
    doc: 'Every link from the browser registration to the NHI answer, one line each.',
    to: 'host',
    senders: ['panel', 'options', 'cli'],
    since: 2,
    deadlineMs: 60_000,
    progress: true,
    cancellable: true,
    request: nothing,
    answer: v.object({
      links: v.array(
        v.object({
          link: v.string(),
          state: v.picklist(['ok', 'warn', 'fail', 'skipped']),
          /** What was found: texts of `doctor.json` by key, with what fills them. No patient data. */
          notes: v.array(v.object({ key: v.string(), parts: v.array(v.string()) })),
          error: v.nullable(ErrorBodySchema),
        }),
      ),
    }),
  }),
};
