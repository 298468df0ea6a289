import { basename } from 'node:path';
import * as v from 'valibot';
import { type OperationFile, OperationFileSchema } from '../../shared/contract/operation.ts';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { endpointKind } from '../config/endpoint.ts';
import { leavesOf } from './leaves.ts';
import { isObject, type Json } from './merge.ts';

/** One file about one operation: ours, or a correction of the hospital. */
export interface Layer {
  file: string;
  data: OperationFile;
  /** Of every value that it states. */
  paths: readonly string[];
}

/** Which operation, over which channel: a correction may vouch for these, never change them. */
const STRUCTURAL = ['channel', 'readerEdition', 'extends'] as const;
const LONGEST_FIELD = 120;

/** `app:contractInvalid`, naming the file and the path of the value. */
export function invalid(file: string, path: string, cause?: unknown): CodedError {
  const field = `${basename(file)}: ${path}`.slice(0, LONGEST_FIELD);
  return new CodedError('app:contractInvalid', field, { cause });
}

/** Reads one file strictly: an unknown key, a pattern where a value belongs, a foreign host are all refused. */
export function readLayer({ file, data }: { file: string; data: unknown }): Layer {
  const parsed = v.safeParse(OperationFileSchema, data);
  if (!parsed.success) throw invalid(file, issuePath(parsed.issues[0]));
  for (const name of ['host', 'testHost'] as const) {
    const host = parsed.output.endpoint?.[name]?.value;
    if (host && endpointKind(`https://${host}`) === 'refused') throw invalid(file, `endpoint.${name}`);
  }
  const paths = leavesOf(parsed.output as Json).map((leaf) => leaf.path);
  const again = paths.find((path, i) => paths.indexOf(path) !== i);
  if (again) throw invalid(file, again);
  return { file, data: parsed.output, paths };
}

/** A correction may not turn an operation into another one. */
export function refuseStructuralChange(base: OperationFile, overlay: Layer): void {
  for (const name of STRUCTURAL) {
    const given = overlay.data[name];
    if (given && given.value !== base[name]?.value) throw invalid(overlay.file, name);
  }
}

/** `request.elements.patientId.code`: elements by their key, as an administrator would say it. */
export function issuePath(issue: v.BaseIssue<unknown>): string {
  const parts = (issue.path ?? []).map((item) => {
    const value = item.value as Json | undefined;
    const key = isObject(value) && typeof item.key === 'number' ? value.key : undefined;
    return typeof key === 'string' ? key : String(item.key);
  });
  return parts.join('.') || '(file)';
}
