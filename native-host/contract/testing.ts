import { ContractError, type Refusal } from './refusal.ts';

/** For tests: what a loader refused. Throws where it refused nothing. */
export function refusalOf(load: () => unknown): Refusal {
  try {
    load();
  } catch (error) {
    if (error instanceof ContractError) return error.refusal;
    throw error;
  }
  throw new Error('It was not refused');
}
