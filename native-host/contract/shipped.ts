import queryOther5 from '../../shared/contract/query-other-5.x.json' with { type: 'json' };
import queryOther6 from '../../shared/contract/query-other-6.0.json' with { type: 'json' };
import queryOwn5 from '../../shared/contract/query-own-5.x.json' with { type: 'json' };
import queryOwn6 from '../../shared/contract/query-own-6.0.json' with { type: 'json' };

/** The contract files that come with the product. */
export const SHIPPED: readonly { file: string; data: unknown }[] = [
  { file: 'query-own-6.0.json', data: queryOwn6 },
  { file: 'query-other-6.0.json', data: queryOther6 },
  { file: 'query-own-5.x.json', data: queryOwn5 },
  { file: 'query-other-5.x.json', data: queryOther5 },
];
