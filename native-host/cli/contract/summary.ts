import type { SignOff } from '../../config/config.ts';
import type { AnyContract } from '../../contract/contracts.ts';
import { signOffOf } from '../../contract/guard.ts';

/** One operation in a line: how much of it is known, and whether production may use it. */
export interface Summary {
  operation: string;
  title: string;
  confirmed: number;
  assumed: number;
  hash: string;
  /** `withdrawn`: somebody vouched for other values than these. */
  state: 'notNeeded' | 'signedOff' | 'withdrawn' | 'missing';
  signedOff: SignOff | null;
}

export function summaryOf(contract: AnyContract, signOffs: readonly SignOff[]): Summary {
  const { operation, hash, assumed, leaves, data } = contract;
  return {
    operation,
    title: data.title.value,
    confirmed: leaves.length - assumed.length,
    assumed: assumed.length,
    hash,
    state: stateOf(contract, signOffs),
    signedOff: signOffOf(contract, signOffs),
  };
}

function stateOf(contract: AnyContract, signOffs: readonly SignOff[]): Summary['state'] {
  if (signOffOf(contract, signOffs)) return 'signedOff';
  // The sample set is never sent: it says what our own test files hold.
  if (contract.assumed.length === 0 || contract.channel === 'sample') return 'notNeeded';
  return signOffs.some(({ operation }) => operation === contract.operation) ? 'withdrawn' : 'missing';
}

const STATES = {
  notNeeded: '不需簽核 not needed',
  withdrawn: '簽核已失效 withdrawn',
  missing: '未簽核 not signed off',
};

export function stateText({ state, signedOff }: Summary): string {
  if (state !== 'signedOff') return STATES[state];
  return `已簽核 signed off ${signedOff?.at.slice(0, 10)} ${signedOff?.by}`;
}
