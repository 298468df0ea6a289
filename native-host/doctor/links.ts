/** From the browser to the NHI, in the order in which they hang on one another. */
export const LINKS = [
  'registration',
  'host',
  'configuration',
  'store',
  'contract',
  'card',
  'console',
  'consoleTrust',
  'sam',
  'samSame',
  'nhiTls',
  'nhiAnswer',
] as const;

export type DoctorLink = (typeof LINKS)[number];
