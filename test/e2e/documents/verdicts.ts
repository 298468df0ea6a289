import { asWritten } from '../../../native-host/codec/check/as-written.ts';
import { checkFile, decodeFile } from '../../../native-host/codec/codec.ts';
import type { BatchDocument } from '../../../shared/contract/batch.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { CodedError } from '../../../shared/protocol/errors/codes.ts';

/** Why the product does not take a file that is to go up: the code that ended the reading, or the first error's; null: it does. */
export function productRefusal(document: BatchDocument, bytes: Uint8Array): string | null {
  try {
    return errorOf(document, bytes)?.code ?? null;
  } catch (thrown) {
    if (thrown instanceof CodedError) return thrown.key;
    throw thrown;
  }
}

function errorOf(document: BatchDocument, bytes: Uint8Array): Problem | undefined {
  const { head, records, problems } = decodeFile(document, bytes);
  const all = [...asWritten(problems), ...checkFile(document, { head, records })];
  return all.find(({ severity }) => severity === 'error');
}
