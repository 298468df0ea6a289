import type { BatchDocument } from '../../../shared/contract/batch.ts';
import type { BatchContract, Contracts } from '../../contract/contracts.ts';
import type { Given } from '../command.ts';
import { misused, named } from '../contract/named.ts';
import { openContracts } from '../contract/open.ts';

/** Which of an operation's documents: an upload and what the NHI says of it, or a request and its answer. */
const PARTS = ['document', 'result', 'request', 'answer'] as const;
export type Part = (typeof PARTS)[number];

/** Is it what we send, and not what the NHI does? */
export const isUpload = (part: Part): boolean => part === 'document' || part === 'request';

export interface Chosen {
  operation: BatchContract;
  part: Part;
  document: BatchDocument;
}

export const PART_OPTION = { part: { type: 'string' } } as const;

/**
 * The document that the caller means: `--part`, else the first of `usual` that the operation has. Throws
 * `wire:badRequest` for an operation or a part that is none.
 */
export function chosen(given: Given, usual: readonly Part[]): Chosen {
  const { contracts } = openContracts(given.load);
  return chooseFrom(batchNamed(contracts, given.words[0]), given.values.part, usual);
}

export function chooseFrom(operation: BatchContract, wanted: unknown, usual: readonly Part[]): Chosen {
  const parts = wanted === undefined ? usual : PARTS.filter((one) => one === wanted);
  const part = parts.find((one) => operation.data[one] !== undefined);
  const document = part && operation.data[part];
  if (!part || !document) throw misused('--part');
  return { operation, part, document };
}

function batchNamed(contracts: Contracts, word: string | undefined): BatchContract {
  const contract = named(contracts, word);
  if (contract.channel !== 'batch') throw misused('OPERATION');
  return contract;
}
