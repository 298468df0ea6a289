import type * as v from 'valibot';

export type Sender = 'content' | 'panel' | 'options' | 'cli' | 'worker';
export type Receiver = 'host' | 'worker' | 'content' | 'pages';

/** One message, declared once: callers and handlers infer their types from it. */
export interface MessageSpec<
  Request extends v.GenericSchema = v.GenericSchema,
  Answer extends v.GenericSchema = v.GenericSchema,
> {
  /** One line: what it is for. */
  doc: string;
  to: Receiver;
  /** Who may start it. The worker forwards nothing for anyone else. */
  senders: readonly Sender[];
  /** The protocol number that brought it. */
  since: number;
  /** May it be sent again when its answer was lost? Only what changes nothing. */
  replaySafe: boolean;
  /** Never logged, never queued, never kept. */
  secret: boolean;
  deadlineMs: number;
  /** May the answer come in several frames? */
  chunked: boolean;
  /** Does the host tell how far it is? */
  progress: boolean;
  cancellable: boolean;
  /** Error codes beyond the wire's own that the caller must expect. `reader:*` stands for the channel. */
  errors: readonly string[];
  request: Request;
  answer: Answer;
}

const DEFAULTS = {
  since: 1,
  replaySafe: true,
  secret: false,
  deadlineMs: 5_000,
  chunked: false,
  progress: false,
  cancellable: false,
  errors: [] as readonly string[],
};

type Given<R extends v.GenericSchema, A extends v.GenericSchema> = Partial<MessageSpec> &
  Pick<MessageSpec<R, A>, 'doc' | 'to' | 'senders' | 'request' | 'answer'>;

/** Fills in what most messages share, so that a declaration shows what is special about it. */
export function message<R extends v.GenericSchema, A extends v.GenericSchema>(
  given: Given<R, A>,
): MessageSpec<R, A> {
  return { ...DEFAULTS, ...given };
}
