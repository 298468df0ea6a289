import { CodedError } from '../../../shared/protocol/errors/codes.ts';
import type { AnyContract, Contracts } from '../../contract/contracts.ts';

/** The operation that a caller names, as the guide writes it (ETA) or as we do (eta). Throws `wire:badRequest`. */
export function named(contracts: Contracts, word: string | undefined): AnyContract {
  const found = word === undefined ? null : contracts.find(word.toLowerCase());
  if (!found) throw misused('OPERATION');
  return found;
}

export function misused(what: string): CodedError {
  return new CodedError('wire:badRequest', what.slice(0, 60));
}
