import type { SignOff } from '../config/config.ts';
import type { AnyContract, Contracts, StatedLeaf } from './contracts.ts';
import { affectsWire } from './leaves.ts';
import type { Json } from './merge.ts';

/** One value that a correction changed, added, or only knows better. */
export interface Change {
  operation: string;
  path: string;
  /** null: we had no such value. */
  before: Stated | null;
  after: Stated;
  file: string;
  /** Does it change what is sent or how it is read? */
  wire: boolean;
  /** Operations that are like this one, and changed with it. */
  alsoIn: readonly string[];
}
interface Stated {
  value: Json;
  from: string;
}

/** What the corrections changed, each value once, where it was corrected. */
export function changesOf(shipped: Contracts, corrected: Contracts): Change[] {
  const all = corrected.all();
  return all.flatMap((contract) => {
    const before = new Map(shipped.find(contract.operation)?.leaves.map((leaf) => [leaf.path, leaf]));
    return contract.leaves
      .filter((leaf) => leaf.operation === contract.operation && isOther(before.get(leaf.path), leaf))
      .map((leaf) => changeOf(leaf, before.get(leaf.path), all));
  });
}

function changeOf(leaf: StatedLeaf, was: StatedLeaf | undefined, all: readonly AnyContract[]): Change {
  const { operation, path, file } = leaf;
  const sameLeaf = (one: StatedLeaf) => one.path === path && one.operation === operation;
  const alsoIn = all.filter((one) => one.operation !== operation && one.leaves.some(sameLeaf));
  return {
    operation,
    path,
    before: was ? stated(was) : null,
    after: stated(leaf),
    file,
    wire: affectsWire(leaf) && !sameValue(was, leaf),
    alsoIn: alsoIn.map((one) => one.operation),
  };
}

const stated = ({ value, from }: Stated): Stated => ({ value, from });
const sameValue = (one: Stated | undefined, other: Stated) =>
  one !== undefined && JSON.stringify(one.value) === JSON.stringify(other.value);
const isOther = (one: Stated | undefined, other: Stated) =>
  one?.from !== other.from || !sameValue(one, other);

/** Sign-offs that vouch for other values than are in force now. */
export function withdrawnSignOffs(contracts: Contracts, signOffs: readonly SignOff[]): SignOff[] {
  return signOffs.filter(({ operation, hash }) => {
    const contract = contracts.find(operation);
    const again = signOffs.some((one) => one.operation === operation && one.hash === contract?.hash);
    return contract !== null && contract.hash !== hash && !again;
  });
}
