/** From the browser to the NHI, in the order in which they hang on one another. */
export const LINKS = [
  'registration',
  'host',
  'configuration',
  'contract',
  'store',
  'card',
  'console',
  'consoleTrust',
  'sam',
  'samSame',
  'nhi',
  'nhiAnswer',
] as const;

export type DoctorLink = (typeof LINKS)[number];
