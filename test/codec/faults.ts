import type { FileContent } from '../../native-host/codec/check/file.ts';
import { checkFile, decodeFile } from '../../native-host/codec/codec.ts';
import { FileError } from '../../native-host/codec/fault/file-error.ts';
import type { BatchDocument } from '../../shared/contract/batch.ts';

/** The error that a file ends in, as `key (place)`. */
export function faultOf(document: BatchDocument, bytes: Uint8Array): string {
  try {
    decodeFile(document, bytes);
  } catch (error) {
    if (error instanceof FileError) return error.message;
    throw error;
  }
  return 'none';
}

/** The problems of a file that is read all the same, as `code key @line:column`. */
export function toldOf(document: BatchDocument, bytes: Uint8Array): string[] {
  return decodeFile(document, bytes).problems.map(({ code, key, place }) =>
    place ? `${code} ${key} @${place.line}:${place.column}` : `${code} ${key}`,
  );
}

/** What keeps a file from being written, as `record code key`. */
export function errorsOf(document: BatchDocument, file: FileContent): string[] {
  return checkFile(document, file).flatMap(({ code, severity, key, record }) =>
    severity === 'error' ? [`${record} ${code} ${key}`] : [],
  );
}
