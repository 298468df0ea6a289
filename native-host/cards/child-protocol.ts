/** What the host and its card child say to each other: one JSON line each, answers in order. */
export type ChildRequest =
  | { id: number; op: 'changes'; timeoutMs: number }
  | { id: number; op: 'read'; reader: string; key: string };

export interface ReaderView {
  name: string;
  /** Names this very insertion as long as the child lives; null while the slot is empty. */
  key: string | null;
}

/**
 * Why PC/SC could not do it. `removed`: the card or its reader is gone. `changed`: another insertion than the
 * one asked for. `busy`: another program holds the card. `code` is the PC/SC code or the status word, in hex.
 */
export interface Failure {
  failed: 'noService' | 'removed' | 'changed' | 'busy' | 'unreadable';
  code: string;
}

export type ChangesAnswer = { readers: ReaderView[] } | Failure;
/** The 57 bytes of basic data, in hex. They are parsed by the host, which trusts the child no more than a card. */
export type ReadAnswer = { data: string } | Failure;

/** `waiting`: for another program's transaction to end. `reading`: the card is ours for a moment. */
export type ChildLine =
  | { id: number; phase: 'waiting' | 'reading' }
  | ({ id: number } & (ChangesAnswer | ReadAnswer));
