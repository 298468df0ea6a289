import { loadContracts } from '../../native-host/contract/contracts.ts';
import type { BatchDocument } from '../../shared/contract/batch.ts';

const PARTS = ['document', 'result', 'request', 'answer'] as const;

/** Every document that a shipped contract describes and that we read as one, by `operation.part`. */
export function shippedDocuments(): [name: string, document: BatchDocument][] {
  const contracts = loadContracts([]);
  return contracts.all().flatMap((contract) => {
    if (contract.channel !== 'batch') return [];
    const { operation, data } = contract;
    return PARTS.flatMap((part): [string, BatchDocument][] => {
      const document = data[part];
      return document && document.format.value !== 'html' ? [[`${operation}.${part}`, document]] : [];
    });
  });
}

export function shipped(name: string): BatchDocument {
  const found = shippedDocuments().find(([one]) => one === name);
  if (!found) throw new Error(`no contract ${name}`);
  return found[1];
}

/** A contract's document with some of its values changed. */
export const changed = (document: BatchDocument, change: Partial<BatchDocument>): BatchDocument => ({
  ...document,
  ...change,
});
