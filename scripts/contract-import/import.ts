import { existsSync, readFileSync } from 'node:fs';
import { type AnyContract, loadContracts } from '../../native-host/contract/contracts.ts';
import { isObject, type JsonObject } from '../../native-host/contract/merge.ts';
import { readSource } from '../../native-host/contract/source.ts';
import { editionOf } from './edition.ts';
import { ImportError } from './import-error.ts';
import { type Matching, matchRows } from './match.ts';
import { overlayOf, type Refused, withoutRefused } from './overlay.ts';
import { readPdf } from './pdf.ts';
import { orderProposals, type Proposal, proposalsOf } from './proposals.ts';
import { type FieldRow, type FieldTables, fieldRows } from './rows.ts';
import { type Target, targetsOf } from './targets.ts';

/** What a document proposes for one operation. */
export interface Proposed {
  operation: string;
  edition: number;
  rows: readonly FieldRow[];
  leftOut: FieldTables['leftOut'];
  matching: Matching;
  targets: readonly Target[];
  /** In the document's order; what the loader would refuse is not among them. */
  proposals: readonly Proposal[];
  refused: readonly Refused[];
  /** Pages without any text: perhaps pictures. */
  emptyPages: readonly number[];
  /** The overlay that states these proposals. Throws ImportError `refused` where together they are no contract. */
  overlay(accepted: readonly Proposal[], file: string): { overlay: JsonObject; refused: readonly Refused[] };
}

/**
 * Reads a format document against an operation. `base`: a file of earlier acceptances, null or one that is not
 * there yet. Throws ImportError.
 */
export async function proposeFrom(
  pdf: string,
  { operation, edition, base }: { operation: string; edition: string | null; base: string | null },
): Promise<Proposed> {
  const earlier = base !== null && existsSync(base) ? { file: base, text: readFileSync(base, 'utf8') } : null;
  const contract = contractOf(operation, earlier);
  const pages = await readPdf(pdf);
  const { rows, leftOut } = fieldRows(pages);
  if (rows.length === 0) throw new ImportError('noTable', pdf);
  const targets = targetsOf(contract);
  const matching = matchRows(rows, targets);
  if (matching.matches.length === 0) throw new ImportError('noMatch', operation);
  const year = editionOf(edition, pages);
  const stated = earlier && readSource(earlier).data;
  const make = (accepted: readonly Proposal[]) =>
    overlayOf(
      operation,
      accepted,
      targets,
      `official-${year}`,
      isObject(stated ?? undefined) ? (stated as JsonObject) : null,
    );
  const all = [
    ...proposalsOf(matching.matches, contract.leaves),
    ...orderProposals(matching.matches, targets, contract.leaves),
  ];
  const { kept, refused } = withoutRefused(all, make, `${operation}.proposed.json`);
  return {
    operation,
    edition: year,
    rows,
    leftOut,
    matching,
    targets,
    proposals: kept,
    refused,
    emptyPages: pages.filter(({ words }) => words.length === 0).map(({ number }) => number),
    overlay: (accepted, file) => withoutRefused(accepted, make, file),
  };
}

function contractOf(operation: string, earlier: { file: string; text: string } | null): AnyContract {
  const contracts = loadContracts(earlier ? [earlier] : []);
  const found = contracts.find(operation);
  if (!found)
    throw new ImportError(
      'unknownOperation',
      contracts
        .all()
        .map((one) => one.operation)
        .join(', '),
    );
  return found;
}
