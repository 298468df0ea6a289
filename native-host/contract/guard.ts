import { CodedError } from '../../shared/protocol/errors/codes.ts';
import type { SignOff } from '../config/config.ts';
import { endpointKind } from '../config/endpoint.ts';
import type { AnyContract, Contract } from './contracts.ts';

/** Where an operation goes: the contract's host, or the origin that configuration puts in its place. */
export function urlOf({ data: { endpoint } }: Contract, origin: string | null): URL {
  return new URL(endpoint.path.value, origin ?? `https://${endpoint.host.value}`);
}

/** The hospital's word for exactly these wire values, if it gave it. */
export function signOffOf(
  contract: Pick<AnyContract, 'operation' | 'hash'>,
  signOffs: readonly SignOff[],
): SignOff | null {
  const { operation, hash } = contract;
  return signOffs.find((one) => one.operation === operation && one.hash === hash) ?? null;
}

/**
 * The production guard: called before each request. Throws `app:endpointRefused` for an address that nobody
 * may use, `app:notSignedOff` for production with a value that somebody guessed and no hospital vouches for.
 */
export function guard(contract: Contract, url: URL, signOffs: readonly SignOff[]): void {
  const kind = endpointKind(url.href);
  if (kind === 'refused') throw new CodedError('app:endpointRefused', url.host);
  if (kind === 'production') requireSignOff(contract, signOffs);
}

/** What production asks of any operation. Throws `app:notSignedOff` for an assumed value that nobody vouches for. */
export function requireSignOff(contract: AnyContract, signOffs: readonly SignOff[]): void {
  if (contract.assumed.length === 0 || signOffOf(contract, signOffs)) return;
  throw new CodedError('app:notSignedOff', contract.operation);
}
