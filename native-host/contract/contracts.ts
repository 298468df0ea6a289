import * as v from 'valibot';
import { inconsistency, type Operation, OperationSchema } from '../../shared/contract/operation.ts';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { invalid, issuePath, type Layer, readLayer, refuseStructuralChange } from './layers.ts';
import { type Leaf, leavesOf, wireHash } from './leaves.ts';
import { type Json, merge } from './merge.ts';
import { SHIPPED } from './shipped.ts';

/** One operation, merged and whole. */
export interface Contract {
  operation: string;
  data: Operation;
  /** Every value, where it is known from, and which file it stands in. */
  leaves: readonly (Leaf & { file: string })[];
  /** Paths of the values that somebody guessed. */
  assumed: readonly string[];
  /** SHA-256 of the wire-affecting values: what a sign-off vouches for. */
  hash: string;
}

export interface Contracts {
  /** Throws `app:contractInvalid` (file and path) or `app:internal` for an operation that nobody ships. */
  get(operation: string): Contract;
  all(): Contract[];
}

interface File {
  file: string;
  data: unknown;
}

/**
 * Reads the shipped files, lays the hospital's corrections over them and resolves "same as" afterwards, so
 * that what is corrected in one operation is corrected in those that are like it.
 * Throws `app:contractInvalid` for the first thing that is wrong, naming file and path.
 */
export function loadContracts(overlays: readonly File[], shipped: readonly File[] = SHIPPED): Contracts {
  const layers = new Map<string, Layer[]>();
  for (const layer of shipped.map(readLayer)) layers.set(layer.data.operation, [layer]);
  for (const overlay of overlays.map(readLayer)) addOverlay(layers, overlay);
  const contracts = new Map([...layers.keys()].map((name) => [name, resolve(name, layers)]));
  return {
    get(operation) {
      const contract = contracts.get(operation);
      if (!contract) throw new CodedError('app:internal', `operation ${operation}`);
      return contract;
    },
    all: () => [...contracts.values()],
  };
}

function addOverlay(layers: Map<string, Layer[]>, overlay: Layer): void {
  const under = layers.get(overlay.data.operation);
  if (!under?.[0]) throw invalid(overlay.file, 'operation');
  refuseStructuralChange(under[0].data, overlay);
  under.push(overlay);
}

function resolve(name: string, layers: ReadonlyMap<string, Layer[]>): Contract {
  const stack = stackOf(name, layers);
  const merged = stack.reduce<Json>((base, { data }) => merge(base, data as Json), {});
  const parsed = v.safeParse(OperationSchema, merged);
  if (!parsed.success) throw blame(stack, issuePath(parsed.issues[0]));
  const wrong = inconsistency(parsed.output);
  if (wrong) throw blame(stack, wrong);
  const files = new Map(stack.flatMap(({ file, paths }) => paths.map((path) => [path, file] as const)));
  const leaves = leavesOf(merged).map((leaf) => ({ ...leaf, file: files.get(leaf.path) ?? '' }));
  const assumed = leaves.filter((leaf) => leaf.from === 'assumed').map((leaf) => leaf.path);
  return { operation: name, data: parsed.output, leaves, assumed, hash: wireHash(leaves) };
}

/** All files that an operation is made of, the weakest first. */
function stackOf(name: string, layers: ReadonlyMap<string, Layer[]>, seen: readonly string[] = []): Layer[] {
  const own = layers.get(name) ?? [];
  const parent = own[0]?.data.extends?.value;
  if (!parent) return own;
  if (seen.includes(parent) || !layers.has(parent)) throw invalid(own[0]?.file ?? name, 'extends');
  return [...stackOf(parent, layers, [...seen, name]), ...own];
}

/** Names the strongest file that says anything about a path. */
function blame(stack: readonly Layer[], path: string): CodedError {
  const layer = stack.findLast(({ paths }) => paths.some((one) => one.startsWith(path))) ?? stack.at(-1);
  return invalid(layer?.file ?? '', path);
}
