import * as v from 'valibot';
import { ErrorBodySchema } from './schemas.ts';

const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,64}$/));

/** Extension → host. Strict: the host refuses a key that it does not know. */
export const RequestFrame = v.strictObject({
  v: v.number(),
  id,
  type: v.pipe(v.string(), v.maxLength(40)),
  /** Who started it, as the worker read it off the browser; the host checks it against the registry. */
  sender: v.picklist(['content', 'panel', 'options', 'cli', 'worker']),
  body: v.unknown(),
});

export const CancelFrame = v.strictObject({ v: v.number(), cancel: id });

/** Host → extension. Keys that are newer than we are do no harm. */
export const AnswerFrame = v.object({ id, ok: v.literal(true), body: v.unknown() });
export const ErrorFrame = v.object({ id, ok: v.literal(false), error: ErrorBodySchema });
/** The answer's JSON text in pieces of at most MAX_CHUNK_BYTES, in order, `of` known from the first. */
export const ChunkFrame = v.object({
  id,
  chunk: v.object({ index: v.number(), of: v.number(), text: v.string() }),
});
export const EventFrame = v.object({ event: v.string(), body: v.unknown() });

export const HostFrame = v.union([AnswerFrame, ErrorFrame, ChunkFrame, EventFrame]);

export type RequestFrame = v.InferOutput<typeof RequestFrame>;
export type CancelFrame = v.InferOutput<typeof CancelFrame>;
export type HostFrame = v.InferOutput<typeof HostFrame>;
