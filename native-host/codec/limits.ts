import type { BatchOperation } from '../../shared/contract/batch.ts';

/** What an operation lets a file hold beyond its document's own lengths. All in bytes of the file, or of what is attached. */
export interface Limits {
  maxBytes: number;
  /** Null: nothing is attached. */
  attachments: { maxFileBytes: number; maxFiles: number } | null;
}

export function limitsOf({
  transfer,
  attachments,
}: Pick<BatchOperation, 'transfer' | 'attachments'>): Limits {
  return {
    maxBytes: transfer.maxBytes.value,
    attachments: attachments
      ? { maxFileBytes: attachments.maxFileBytes.value, maxFiles: attachments.maxFiles.value }
      : null,
  };
}
