import type { AnyDocument } from '../../../shared/contract/documents.ts';
import type { Problem } from '../../../shared/domain/problem.ts';

/** What stood in a file and has no place in a document of ours: nothing that was sent is thrown away. */
export interface Kept {
  /** Counted from 0; -1: outside of all records. */
  record: number;
  /** The domain key, where there is one for it. */
  key: string;
  /** The wire's own name. */
  element: string;
  /** As it stood in the file, markup and all. */
  bytes: Uint8Array;
}

export interface Remarks {
  problems: Problem[];
  kept: Kept[];
}

/** What a reading comes upon, in the file's order. `file`: the head, or what is wrong outside of the records. */
export type RecordItem = { kind: 'record'; index: number; record: AnyDocument } & Remarks;
export type FileItem = { kind: 'file'; head: AnyDocument | null } & Remarks;
export type Item = RecordItem | FileItem;

/** Asks for more bytes. */
export const MORE = Symbol('more');

/** A reading of a window: items, and `MORE` whenever it cannot go on with what is there. */
export type Reading<R = void> = Generator<Item | typeof MORE, R, void>;
