import * as v from 'valibot';
import { AdapterSchema } from '../adapter/adapter.ts';
import { message } from './define.ts';
import { BadgeViewSchema, BindingSchema, ErrorBodySchema, PatientContextSchema } from './schemas.ts';

const nothing = v.strictObject({});
const { nonce, seq } = BindingSchema.entries;

/** What the content script sees on its page. */
export const ScreenSchema = v.strictObject({
  nonce,
  seq,
  /** `waiting`: something changed and the page is not whole yet; everything bound to it is covered. */
  status: v.picklist(['waiting', 'patient', 'noPatient', 'masked', 'moved', 'unclear']),
  /** Which field the adapter no longer finds (`moved`), or finds without being able to read it (`unclear`). */
  field: v.nullable(v.pipe(v.string(), v.maxLength(40))),
  patient: v.nullable(PatientContextSchema),
  activeVisit: v.boolean(),
  visible: v.boolean(),
  /** Did the user really click or type in this document? */
  trusted: v.boolean(),
  trigger: v.picklist(['auto', 'refresh', 'midnight']),
});

export type Screen = v.InferOutput<typeof ScreenSchema>;

export const HostStatusSchema = v.object({
  state: v.picklist(['connecting', 'connected', 'failed']),
  protocol: v.nullable(v.number()),
  product: v.nullable(v.string()),
  capabilities: v.array(v.string()),
  error: v.nullable(ErrorBodySchema),
});

/** What the parts of the extension say to one another. */
export const extensionMessages = {
  'page.open': message({
    doc: 'A document of a permitted site asks which adapters may fit it.',
    to: 'worker',
    senders: ['content'],
    request: nothing,
    answer: v.object({ adapters: v.array(AdapterSchema), tab: v.number(), frame: v.number() }),
  }),
  'page.trusted': message({
    doc: 'The user clicked or typed in a document of this tab: lookups may be automatic from now on.',
    to: 'worker',
    senders: ['content'],
    request: nothing,
    answer: nothing,
  }),
  'screen.report': message({
    doc: 'What the page shows now. The panel hears it too, and covers what belongs to the one before.',
    to: 'worker',
    senders: ['content'],
    deadlineMs: 45_000,
    request: ScreenSchema,
    answer: v.object({ nonce, seq, view: BadgeViewSchema }),
  }),
  'screen.read': message({
    doc: 'Report what the page shows now, read afresh.',
    to: 'content',
    senders: ['panel', 'worker'],
    request: nothing,
    answer: ScreenSchema,
  }),
  'screen.current': message({
    doc: 'What the documents of one tab show now, each read afresh, with the frame and origin it came from.',
    to: 'worker',
    senders: ['panel'],
    request: v.strictObject({ tab: BindingSchema.entries.tab }),
    answer: v.object({
      screens: v.array(
        v.object({ frame: BindingSchema.entries.frame, page: v.string(), screen: ScreenSchema }),
      ),
    }),
  }),
  'badge.show': message({
    doc: 'The badge changed without the page: midnight, a refresh in the panel, the helper came or went.',
    to: 'content',
    senders: ['worker'],
    request: v.strictObject({ nonce, seq, view: BadgeViewSchema }),
    answer: nothing,
  }),
  'panel.open': message({
    doc: 'Open the side panel: sent in the very task of a trusted click, or the browser refuses.',
    to: 'worker',
    senders: ['content'],
    request: nothing,
    answer: v.object({ opened: v.boolean(), shortcut: v.nullable(v.string()) }),
  }),
  'host.status': message({
    doc: 'How the connection to the native host stands.',
    to: 'worker',
    senders: ['panel', 'options'],
    request: v.strictObject({ reconnect: v.boolean() }),
    answer: HostStatusSchema,
  }),
  cancel: message({
    doc: 'Give up a call that is under way; its answer will be dropped.',
    to: 'worker',
    senders: ['panel', 'options'],
    request: v.strictObject({ call: v.string() }),
    answer: nothing,
  }),
};
