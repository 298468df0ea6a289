import { decodeFile, readRecords } from '../../../native-host/codec/codec.ts';
import { FileError, type Place } from '../../../native-host/codec/fault/file-error.ts';
import type { BatchDocument } from '../../../shared/contract/batch.ts';
import type { Problem } from '../../../shared/domain/problem.ts';

/** How the reading of a file ended, and what was told of it until then. */
export interface Outcome {
  problems: Problem[];
  /** Null: it was read to its end. */
  error: { key: string; place: Place | null } | null;
}

/** Anything that is no coded error with a place is a crash, and thrown on. */
function ended(problems: Problem[], thrown: unknown): Outcome {
  if (!(thrown instanceof FileError)) throw thrown;
  return { problems, error: { key: thrown.key, place: thrown.place } };
}

/** A whole file. What was told before an error is lost with it. */
export function readWhole(document: BatchDocument, bytes: Uint8Array): Outcome {
  try {
    return { problems: decodeFile(document, bytes).problems, error: null };
  } catch (thrown) {
    return ended([], thrown);
  }
}

/** The same file in pieces. */
export async function readPieces(document: BatchDocument, pieces: Iterable<Uint8Array>): Promise<Outcome> {
  const problems: Problem[] = [];
  try {
    for await (const item of readRecords(document, sent(pieces))) problems.push(...item.problems);
    return { problems, error: null };
  } catch (thrown) {
    return ended(problems, thrown);
  }
}

async function* sent(pieces: Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

/** Pieces of `size` bytes. */
export function* inPieces(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}
