import * as v from 'valibot';
import { CHANNELS, type Channel, type DataOf, isChannel } from '../../shared/contract/channels.ts';
import { batchReferenceFault, sampleReferenceFault } from '../../shared/contract/references.ts';
import { STRUCTURAL } from '../../shared/contract/structural.ts';
import type { Fault } from '../../shared/contract/values.ts';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { type Layer, readLayer, shippedLayer, valueAt } from './layers.ts';
import { type Leaf, leavesOf, wireHash } from './leaves.ts';
import { type JsonObject, merge } from './merge.ts';
import { type ContractError, refuse } from './refusal.ts';
import { faultOf } from './remedy.ts';
import { settle } from './settle.ts';
import { SHIPPED } from './shipped.ts';
import { type ContractFile, readSource } from './source.ts';

/** One operation, merged and whole. */
export interface ContractOf<C extends Channel> {
  operation: string;
  channel: C;
  data: DataOf[C];
  /** Every value, where it is known from, which file states it, and for which operation ("same as"). */
  leaves: readonly StatedLeaf[];
  /** Paths of the values that somebody guessed. */
  assumed: readonly string[];
  /** SHA-256 of the wire-affecting values: what a sign-off vouches for. */
  hash: string;
}
export type StatedLeaf = Leaf & { file: string; operation: string };
/** 單一ID快速查詢, by the web API. */
export type Contract = ContractOf<'web'>;
/** What goes through the NHI's transfer component. */
export type BatchContract = ContractOf<'batch'>;
export type AnyContract = { [C in Channel]: ContractOf<C> }[Channel];

export interface Contracts {
  /** A query. Throws ContractError (file, line, path, remedy); `app:internal` for one that nobody ships. */
  get(operation: string): Contract;
  /** An operation of the batch channel, by its name, e.g. `eta`; throws as `get` does. */
  batch(operation: string): BatchContract;
  /** Any operation or the sample set; null for a name that nobody ships. */
  find(operation: string): AnyContract | null;
  all(): AnyContract[];
}

/**
 * Lays the hospital's corrections over the shipped files and resolves "same as" afterwards, so that what is
 * corrected in one operation is corrected in those that are like it. Each operation is put together when it is
 * first asked for; those that a correction touches at once.
 * Throws ContractError for the first thing that is wrong, naming file, line, path and remedy.
 */
export function loadContracts(
  overlays: readonly ContractFile[],
  shipped: readonly ContractFile[] = SHIPPED,
): Contracts {
  const layers = new Map<string, Layer[]>();
  for (const layer of shipped.map((file) => shippedLayer(readSource(file))))
    layers.set(layer.operation, [layer]);
  const channelOf = (name: string) => channelIn(layers.get(name)?.[0]);
  for (const file of overlays) {
    const overlay = readLayer(readSource(file), channelOf);
    layers.get(overlay.operation)?.push(overlay);
  }
  const whole = memo((name) => resolve(name, layers));
  const checked = memo((name) => {
    const contract = whole(name);
    refuseReferences(contract, layers, (other) => (layers.has(other) ? whole(other) : null));
    return contract;
  });
  for (const name of layers.keys()) if (isCorrected(stackOf(name, layers))) checked(name);
  return contractsOf([...layers.keys()], checked);
}

function contractsOf(names: readonly string[], checked: (name: string) => AnyContract): Contracts {
  const find = (name: string) => (names.includes(name) ? checked(name) : null);
  const typed = <C extends Channel>(name: string, channel: C) => {
    const contract = find(name);
    if (contract?.channel !== channel) throw new CodedError('app:internal', `operation ${name}`);
    return contract as Extract<AnyContract, { channel: C }>;
  };
  return {
    get: (name) => typed(name, 'web'),
    batch: (name) => typed(name, 'batch'),
    find,
    all: () => names.map(checked),
  };
}

function memo(make: (name: string) => AnyContract): (name: string) => AnyContract {
  const made = new Map<string, AnyContract>();
  return (name) => {
    const one = made.get(name) ?? make(name);
    made.set(name, one);
    return one;
  };
}

function channelIn(layer: Layer | undefined): Channel | null {
  const channel = layer && valueAt(layer.data, 'channel');
  return isChannel(channel) ? channel : null;
}

const isCorrected = (stack: readonly Layer[]) => stack.some(({ ours }) => !ours);

function resolve(name: string, layers: ReadonlyMap<string, Layer[]>): AnyContract {
  const stack = stackOf(name, layers);
  const channel = channelIn(layers.get(name)?.[0]);
  if (channel === null) throw blame(stack, { path: 'channel', remedy: Object.keys(CHANNELS).join(', ') });
  const merged = mergeAll(stack);
  refuseStructuralChange(stack, merged);
  const files = new Map(stack.flatMap((layer) => layer.paths().map((path) => [path, layer] as const)));
  const leaves = leavesOf(merged).map((leaf) => {
    const { file = '', operation = name } = files.get(leaf.path) ?? {};
    return { ...leaf, file, operation };
  });
  const assumed = leaves.filter((leaf) => leaf.from === 'assumed').map((leaf) => leaf.path);
  const rest = { operation: name, leaves, assumed, hash: wireHash(leaves) };
  const data = channel === 'batch' ? settle(merged) : merged;
  return { ...rest, ...validated(channel, data, stack) } as AnyContract;
}

function validated(channel: Channel, json: JsonObject, stack: readonly Layer[]) {
  const rules = CHANNELS[channel];
  const parsed = v.safeParse(rules.schema, json);
  if (!parsed.success) throw blame(stack, faultOf(parsed.issues[0], rules.schema));
  const fault = (rules.fault as (data: unknown) => Fault | null)(parsed.output);
  if (fault) throw blame(stack, fault);
  return { channel, data: parsed.output };
}

const mergeAll = (stack: readonly Layer[]) =>
  stack.reduce<JsonObject>((base, { data }) => merge(base, data) as JsonObject, {});

/** All files that an operation is made of, the weakest first. */
function stackOf(name: string, layers: ReadonlyMap<string, Layer[]>, seen: readonly string[] = []): Layer[] {
  const own = layers.get(name) ?? [];
  const parent = own[0] && valueAt(own[0].data, 'extends');
  if (!own[0] || typeof parent !== 'string') return own;
  if (seen.includes(parent) || !layers.has(parent))
    throw refuse(own[0], { path: 'extends', remedy: '另一項作業 / another operation' });
  return [...stackOf(parent, layers, [...seen, name]), ...own];
}

/** A correction may not turn an operation into another one. */
function refuseStructuralChange(stack: readonly Layer[], merged: JsonObject): void {
  const ours = mergeAll(stack.filter((layer) => layer.ours));
  for (const [path, reason] of Object.entries(STRUCTURAL)) {
    const value = valueAt(ours, path);
    if (value === valueAt(merged, path)) continue;
    const remedy = value === undefined ? '刪去 / take it out' : JSON.stringify(value);
    throw blame(stack, { path, remedy: `${remedy}；${reason}` });
  }
}

function refuseReferences(
  contract: AnyContract,
  layers: ReadonlyMap<string, Layer[]>,
  find: (name: string) => AnyContract | null,
): void {
  const operations = (name: string) => {
    const found = find(name);
    return found?.channel === 'batch' ? found.data : null;
  };
  const fault =
    contract.channel === 'batch'
      ? batchReferenceFault(contract.data, operations)
      : contract.channel === 'sample'
        ? sampleReferenceFault(contract.data, operations)
        : null;
  if (fault) throw blame(stackOf(contract.operation, layers), fault);
}

/**
 * What we ship is whole, so that a correction is to blame where there is one: the strongest that says anything
 * about the path, or about the nearest thing round it.
 */
function blame(stack: readonly Layer[], fault: Fault): ContractError {
  const corrections = stack.filter(({ ours }) => !ours);
  for (let path = fault.path; path; path = path.slice(0, Math.max(0, path.lastIndexOf('.')))) {
    const says = (one: string) => one === path || one.startsWith(`${path}.`);
    const layer = corrections.findLast(({ paths, lines }) => paths().some(says) || lines?.has(path));
    if (layer) return refuse(layer, fault);
  }
  return refuse(corrections.at(-1) ?? stack.at(-1) ?? { file: '', lines: null }, fault);
}
