import * as v from 'valibot';
import { LEGAL_CLOCK } from '../../shared/domain/reply-clock.ts';
import { CHROMIUM_ID, GECKO_ID } from '../../shared/protocol/identity.ts';
import { Day } from '../../shared/protocol/schemas.ts';
import { endpointKind } from './endpoint.ts';

const days = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(366));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000));
/** Scheme, host and port, nothing after them. */
const origin = v.pipe(
  v.string(),
  v.check((url) => URL.canParse(url) && new URL(url).origin === url),
);

const Clock = v.strictObject({
  start: v.optional(v.pipe(v.array(v.picklist(['acceptedOn', 'visitedOn'])), v.minLength(1)), [
    ...LEGAL_CLOCK.start,
  ]),
  replyDays: v.optional(days, LEGAL_CLOCK.replyDays),
  summaryDays: v.optional(days, LEGAL_CLOCK.summaryDays),
  validityDays: v.optional(days, LEGAL_CLOCK.validityDays),
  holidays: v.optional(v.array(Day), []),
});

/** What a user may choose for himself where the administrator did not. */
const userEntries = {
  clock: v.optional(Clock),
  autoQuery: v.optional(v.picklist(['own', 'both', 'none'])),
  answerCacheSeconds: v.optional(v.pipe(count, v.maxValue(600))),
};

/** config.json of the user's directory. */
export const UserConfig = v.strictObject(userEntries);

/** config.json of the machine directory: the rest decides whom we talk to and who may ask. */
export const MachineConfig = v.strictObject({
  ...userEntries,
  endpoints: v.optional(
    v.strictObject({
      console: v.optional(
        v.pipe(
          origin,
          v.check((url) => endpointKind(url) === 'loopback'),
        ),
      ),
      web: v.optional(
        v.nullable(
          v.pipe(
            origin,
            v.check((url) => endpointKind(url) !== 'refused'),
          ),
        ),
      ),
    }),
  ),
  userMayTrustConsole: v.optional(v.boolean()),
  limits: v.optional(
    v.strictObject({ automaticPerMinute: v.optional(count), typedPerHour: v.optional(count) }),
  ),
  callers: v.optional(v.array(v.pipe(v.string(), v.regex(/^(?:[a-p]{32}|[\w.-]+@[\w.-]+|\{[\w-]{36}\})$/)))),
});

export type MachineConfig = v.InferOutput<typeof MachineConfig>;
export type UserConfig = v.InferOutput<typeof UserConfig>;

export const SignOffFile = v.strictObject({
  operation: v.pipe(v.string(), v.regex(/^[a-z0-9.-]{1,60}$/)),
  hash: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/=_:-]{16,120}$/)),
  by: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(120)),
  at: v.pipe(v.string(), v.isoTimestamp()),
  /** What it was checked against, e.g. the edition of the document. */
  remark: v.optional(v.pipe(v.string(), v.maxLength(500))),
});

export const DEFAULTS = {
  console: 'https://localhost:5066',
  autoQuery: 'own',
  answerCacheSeconds: 60,
  automaticPerMinute: 20,
  typedPerHour: 30,
  callers: [CHROMIUM_ID, GECKO_ID],
} as const;
