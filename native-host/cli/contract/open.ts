import type { HostConfig } from '../../config/config.ts';
import { type LoadOptions, loadConfig } from '../../config/load.ts';
import { type Contracts, loadContracts } from '../../contract/contracts.ts';

export interface Opened {
  config: HostConfig;
  /** With the hospital's corrections. */
  contracts: Contracts;
}

/** Throws what `loadConfig` and `loadContracts` throw. */
export function openContracts(load: LoadOptions): Opened {
  const config = loadConfig(load);
  return { config, contracts: loadContracts(config.contractOverlays) };
}
