import { AdapterSchema } from '../../shared/adapter/adapter.ts';
import type { MessageSpec } from '../../shared/protocol/define.ts';
import { events } from '../../shared/protocol/events.ts';
import {
  extensionMessages,
  HostStatusSchema,
  ScreenSchema,
} from '../../shared/protocol/extension-messages.ts';
import { hostMessages } from '../../shared/protocol/host-messages.ts';
import * as shapes from '../../shared/protocol/schemas.ts';
import {
  HOST_NAME,
  MAX_CHUNK_BYTES,
  MAX_REQUEST_BYTES,
  OLDEST_PROTOCOL,
  PROTOCOL,
} from '../../shared/protocol/version.ts';
import { shapeOf } from './shape.ts';

/** Shapes that several messages share, in the order in which the page explains them. */
const NAMED = new Map<unknown, string>([
  [shapes.Day, 'TaiwanDate'],
  [shapes.Id, 'NationalId'],
  [shapes.ErrorKeyText, 'ErrorKey'],
  [shapes.BindingSchema, 'Binding'],
  [shapes.PatientKeySchema, 'PatientKey'],
  [shapes.PatientContextSchema, 'PatientContext'],
  [shapes.BadgeStateSchema, 'BadgeState'],
  [shapes.BadgeViewSchema, 'BadgeView'],
  [shapes.ReferralSchema, 'Referral'],
  [shapes.ErrorBodySchema, 'ErrorBody'],
  [shapes.QueryOutcomeSchema, 'QueryOutcome'],
  [shapes.WhoseSchema, 'Whose'],
  [ScreenSchema, 'Screen'],
  [HostStatusSchema, 'HostStatus'],
  [AdapterSchema, 'Adapter'],
]);

const SCALARS = `- \`TaiwanDate\`: \`YYYY-MM-DD\`, a day of the calendar in Taiwan.
- \`NationalId\`: ten characters, upper case, of one of the three shapes; the checksum may fail.
- \`ErrorKey\`: \`channel:code\`, channel one of reader, web, eii, wire, app. The texts are in \`shared/protocol/errors\`.
- \`Adapter\`: see \`shared/adapter/adapter.schema.json\`.`;

export function protocolDoc(): string {
  return `${[
    intro(),
    '## Messages to the native host',
    ...Object.entries<MessageSpec>(hostMessages).map(messageDoc),
    '## Messages inside the extension',
    ...Object.entries<MessageSpec>(extensionMessages).map(messageDoc),
    '## Events',
    ...Object.entries(events).map(eventDoc),
    '## Shared shapes',
    SCALARS,
    ...[...NAMED].filter(([, name]) => !SCALARS.includes(`\`${name}\`:`)).map(shapeDoc),
  ].join('\n\n')}\n`;
}

function intro(): string {
  return `# Protocol

Generated from \`shared/protocol\` by \`npm run generate\`; \`npm run check\` compares. Do not edit.

Protocol ${PROTOCOL}; understood: ${OLDEST_PROTOCOL} to ${PROTOCOL}. Native host: \`${HOST_NAME}\`.

- The host speaks first, with \`hello\`. Both sides then speak the smaller of their numbers, or name the part to update. The worker sends nothing that is newer than that number.
- Extension to host: \`{v, id, type, sender, body}\`, at most ${MAX_REQUEST_BYTES} bytes. The host refuses a key that it does not know. \`{v, cancel: id}\` gives a call up.
- Host to extension: \`{id, ok: true, body}\`, \`{id, ok: false, error}\`, \`{id, chunk: {index, of, text}}\` with at most ${MAX_CHUNK_BYTES} bytes, or \`{event, body}\`. The extension ignores keys that it does not know.
- Only what is *replay safe* is ever sent a second time. What is *secret* is never logged, queued or kept.
- An answer that is bound to a patient echoes its binding; one that does not match is dropped, never drawn.`;
}

function messageDoc([type, spec]: [string, MessageSpec]): string {
  const marks = [
    spec.replaySafe ? 'replay safe' : 'never sent twice',
    ...(spec.secret ? ['secret'] : []),
    ...(spec.chunked ? ['chunked'] : []),
    ...(spec.progress ? ['tells its progress'] : []),
    ...(spec.cancellable ? ['can be cancelled'] : []),
  ];
  const facts = [
    `From ${spec.senders.join(', ')} to ${spec.to}. Since ${spec.since}. Deadline ${spec.deadlineMs / 1000} s. ${capital(marks.join(', '))}.`,
    ...(spec.errors.length > 0 ? [`Errors beside the wire's own: ${spec.errors.map(code).join(', ')}.`] : []),
  ];
  return `### \`${type}\`

${spec.doc}

${facts.join('\n')}

\`\`\`ts
request ${shapeOf(spec.request, NAMED)}
answer ${shapeOf(spec.answer, NAMED)}
\`\`\``;
}

function eventDoc([name, event]: [
  string,
  { doc: string; from: string; since: number; body: unknown },
]): string {
  return `### \`${name}\`\n\n${event.doc}\n\nFrom ${event.from}. Since ${event.since}.\n\n\`\`\`ts\n${shapeOf(event.body, NAMED)}\n\`\`\``;
}

function shapeDoc([schema, name]: [unknown, string]): string {
  const others = new Map([...NAMED].filter(([one]) => one !== schema));
  return `### ${name}\n\n\`\`\`ts\n${shapeOf(schema, others)}\n\`\`\``;
}

const code = (text: string) => `\`${text}\``;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
