/**
 * What kind of place an address is. `loopback`: this PC. `nhiTest`: a listed NHI test host.
 * `production`: any other NHI host, where assumed values must be signed off first. `refused`: nobody may
 * configure it.
 */
export type EndpointKind = 'loopback' | 'nhiTest' | 'production' | 'refused';

/** `guide` names the first (BasicData, test); the second is assumed, modelled on its neighbours. */
const NHI_TEST_HOSTS = new Set(['medvpndct.nhi.gov.tw', 'medcloudws2t.nhi.gov.tw']);

/** Plain characters only: user names, percent signs, backslashes, full-width letters and blanks never get far. */
const WRITTEN = /^https:\/\/(?<host>[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?(?:\/[!-~]*)?$/i;
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const UNDER_NHI = new RegExp(`^(?:${LABEL}\\.)+nhi\\.gov\\.tw$`);
const LOOPBACK_V4 = /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;

/**
 * Judges an absolute https URL (an origin, with or without a path). The host must be written as it would be
 * used: `127.1`, `0x7f000001`, `localhost.` or a trailing dot are refused rather than understood.
 */
export function endpointKind(url: string): EndpointKind {
  const written = WRITTEN.exec(url)?.groups?.host?.toLowerCase();
  const parsed = written && URL.canParse(url) ? new URL(url) : null;
  if (!parsed || parsed.hostname !== written) return 'refused';
  if (isLoopback(parsed.hostname)) return 'loopback';
  if (!UNDER_NHI.test(parsed.hostname)) return 'refused';
  return NHI_TEST_HOSTS.has(parsed.host) ? 'nhiTest' : 'production';
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || LOOPBACK_V4.test(hostname);
}
