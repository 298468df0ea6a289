import type { HostConfig, SignOff } from '../config/config.ts';
import { type EndpointKind, endpointKind } from '../config/endpoint.ts';
import type { Contract } from './contracts.ts';
import { signOffOf, urlOf } from './guard.ts';

/** One operation as `host contract` lists it; its values one by one are `Contract.leaves`. */
export interface ContractReport {
  operation: string;
  title: string;
  channel: string;
  readerEdition: string;
  /** Where it goes under this configuration, and what kind of place that is. */
  url: string;
  endpoint: EndpointKind;
  /** How many values it has, and how many of them somebody guessed. */
  values: number;
  assumed: number;
  /** What a sign-off has to name. */
  hash: string;
  signOff: SignOff | null;
  /** The files that it is made of. */
  files: string[];
}

export function contractReport(
  contract: Contract,
  { endpoints, signOffs }: Pick<HostConfig, 'endpoints' | 'signOffs'>,
): ContractReport {
  const { operation, data, leaves, assumed, hash } = contract;
  const { href } = urlOf(contract, endpoints.web);
  return {
    operation,
    title: data.title.value,
    channel: data.channel.value,
    readerEdition: data.readerEdition.value,
    url: href,
    endpoint: endpointKind(href),
    values: leaves.length,
    assumed: assumed.length,
    hash,
    signOff: signOffOf(contract, signOffs),
    files: [...new Set(leaves.map((leaf) => leaf.file))],
  };
}
