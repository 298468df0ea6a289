import { basename } from 'node:path';
import type { Fault } from '../../shared/contract/values.ts';
import { CodedError } from '../../shared/protocol/errors/codes.ts';

/** Where a contract file is wrong, and what to write there instead. */
export interface Refusal {
  file: string;
  /** From 1; null where the file came with the product, or its text is not at hand. */
  line: number | null;
  /** Elements by their key: `document.elements.summary.maxBytes.value`. */
  path: string;
  /** 中文 / English. */
  remedy: string;
}

const LONGEST_FIELD = 120;

/** `app:contractInvalid`; its `field` reads `ours.json:12: document.elements.summary.maxBytes.value`. */
export class ContractError extends CodedError {
  readonly refusal: Refusal;

  constructor({ file, line, path, remedy }: Refusal, options?: { cause?: unknown }) {
    const where = `${basename(file)}${line === null ? '' : `:${line}`}: ${path}`;
    super('app:contractInvalid', where.slice(0, LONGEST_FIELD), options);
    this.refusal = { file, line, path, remedy };
  }
}

/** A fault of a file whose lines are known by path: the path's own, or that of the nearest thing round it. */
export function refuse(
  { file, lines }: { file: string; lines: ReadonlyMap<string, number> | null },
  { path, remedy }: Fault,
): ContractError {
  return new ContractError({ file, line: lines && lineOf(lines, path), path, remedy });
}

function lineOf(lines: ReadonlyMap<string, number>, path: string): number {
  const found = lines.get(path);
  if (found !== undefined) return found;
  const dot = path.lastIndexOf('.');
  return dot < 0 ? (lines.get('') ?? 1) : lineOf(lines, path.slice(0, dot));
}
