import { loadContracts } from '../../native-host/contract/contracts.ts';
import { type Json, type JsonObject, merge } from '../../native-host/contract/merge.ts';
import { ContractError } from '../../native-host/contract/refusal.ts';
import type { ContractFile } from '../../native-host/contract/source.ts';
import { ImportError } from './import-error.ts';
import type { Proposal } from './proposals.ts';
import type { Target } from './targets.ts';

/** A file for `contract.d` that states the accepted values, laid over what such a file states already. */
export function overlayOf(
  operation: string,
  accepted: readonly Proposal[],
  targets: readonly Target[],
  from: string,
  base: JsonObject | null,
): JsonObject {
  const head: JsonObject = { contractVersion: 1, operation };
  return accepted.reduce<JsonObject>(
    (overlay, one) => merge(overlay, statement(one, targets, from)) as JsonObject,
    base ?? head,
  );
}

function statement({ path, value }: Proposal, targets: readonly Target[], from: string): JsonObject {
  const target = targets.find(
    (one) => path.startsWith(`${one.path}.`) && !path.slice(one.path.length + 1).includes('.'),
  );
  const leaf = { value, from };
  if (!target) return nested(path.split('.'), leaf);
  const name = path.slice(target.path.length + 1);
  const own = target.group ? target.key.slice(target.group.length + 1) : target.key;
  const element: Json = { key: own, [name]: leaf };
  const first: Json = target.group ? { key: target.group, elements: [element] } : element;
  return nested([...target.part.split('.'), 'elements'], [first]);
}

function nested(names: readonly string[], inner: Json): JsonObject {
  return names.reduceRight<Json>((json, name) => ({ [name]: json }), inner) as JsonObject;
}

export const textOfOverlay = (overlay: JsonObject) => `${JSON.stringify(overlay, null, 2)}\n`;

export interface Refused {
  proposal: Proposal;
  remedy: string;
}

/**
 * Takes out, one after the other, what the contract's loader refuses among the accepted, until the rest is valid.
 * Throws ImportError `refused` where the fault lies in no accepted value.
 */
export function withoutRefused(
  accepted: readonly Proposal[],
  make: (accepted: readonly Proposal[]) => JsonObject,
  file: string,
): { overlay: JsonObject; kept: Proposal[]; refused: Refused[] } {
  const kept = [...accepted];
  const refused: Refused[] = [];
  for (;;) {
    const overlay = make(kept);
    const fault = faultIn({ file, text: textOfOverlay(overlay) });
    if (!fault) return { overlay, kept, refused };
    const { path, remedy } = fault.refusal;
    const at = kept.findIndex((one) => path === one.path || path.startsWith(`${one.path}.`));
    const [proposal] = at < 0 ? [] : kept.splice(at, 1);
    if (!proposal) throw new ImportError('refused', `${path}\n${remedy}`, { cause: fault });
    refused.push({ proposal, remedy });
  }
}

function faultIn(overlay: ContractFile): ContractError | null {
  try {
    loadContracts([overlay]);
    return null;
  } catch (error) {
    if (error instanceof ContractError) return error;
    throw error;
  }
}
