/** From the browser to the NHI, in the order in which they hang on one another. */
export const LINKS = [
  'registration',
  'host',
  'configuration',
  'contract',
  'store',
  'site',
  'page',
  'card',
  'console',
  'consoleTrust',
  'sam',
  'samSame',
  'nhi',
  'nhiAnswer',
] as const;

export type DoctorLink = (typeof LINKS)[number];

/** What keeps a HIS page from being looked up. Only the browser sees it; each is the `app:` error of that name. */
export const PAGE_PROBLEMS = [
  'noSitePermission',
  'noAdapter',
  'adapterMoved',
  'identityUnclear',
  'idMasked',
] as const;

export type PageProblem = (typeof PAGE_PROBLEMS)[number];
