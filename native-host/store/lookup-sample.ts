import type { NationalId } from '../../shared/domain/national-id.ts';
import type { Lookup } from './store.ts';

/** A lookup for tests of the store. */
export const lookup = (changes: Partial<Lookup> = {}): Lookup => ({
  origin: 'screen',
  patient: 'A123456789' as NationalId,
  doctor: '王大明',
  page: 'https://his.example',
  operation: 'query-own-6.0',
  ...changes,
});
