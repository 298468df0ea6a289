import { decodeFile } from '../../../native-host/codec/codec.ts';
import type { BatchDocument } from '../../../shared/contract/batch.ts';
import { CodedError } from '../../../shared/protocol/errors/codes.ts';

/** Why the product does not take a file as it is: the code that ended the reading, or the first problem's; null: it does. */
export function productRefusal(document: BatchDocument, bytes: Uint8Array): string | null {
  try {
    return decodeFile(document, bytes).problems[0]?.code ?? null;
  } catch (thrown) {
    if (thrown instanceof CodedError) return thrown.key;
    throw thrown;
  }
}
