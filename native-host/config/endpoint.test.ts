import { describe, expect, it } from 'vitest';
import { type EndpointKind, endpointKind } from './endpoint.ts';

const CASES: Record<EndpointKind, string[]> = {
  loopback: [
    'https://localhost:5066',
    'https://LOCALHOST:5066/',
    'https://localhost/api/common/v1/Status',
    'https://127.0.0.1:5066',
    'https://127.8.9.10',
    'https://[::1]:5066',
  ],
  nhiTest: [
    'https://medvpndct.nhi.gov.tw',
    'https://medcloudws2t.nhi.gov.tw/api/x?y=1',
    'https://MedCloudWS2t.NHI.gov.tw',
    'https://medvpndct.nhi.gov.tw:443/',
  ],
  production: [
    'https://medcloudws2.nhi.gov.tw',
    'https://medvpndc.nhi.gov.tw/api',
    'https://a.b.nhi.gov.tw',
    // A test host's other ports are not listed, so they count as the strict kind.
    'https://medvpndct.nhi.gov.tw:8443',
    'https://evil.medvpndct.nhi.gov.tw',
  ],
  refused: [
    '',
    'localhost:5066',
    'http://localhost:5066',
    'ws://localhost',
    'file:///etc/passwd',
    'https://',
    'https:localhost',
    'https:///localhost',
    'https://localhost.',
    'https://localhost.evil',
    'https://localhost.evil.tw',
    'https://a.localhost',
    'https://127.1',
    'https://127.0.0.256',
    'https://127.0.0.01',
    'https://2130706433',
    'https://0x7f.0.0.1',
    'https://0.0.0.0',
    'https://127.0.0.1.nip.io',
    'https://[::]',
    'https://[::ffff:127.0.0.1]',
    'https://[0:0:0:0:0:0:0:1]',
    'https://[::1%25lo]',
    'https://user@localhost',
    'https://user:secret@medvpndct.nhi.gov.tw',
    'https://medvpndct.nhi.gov.tw@evil.tw',
    'https://evil.tw/medvpndct.nhi.gov.tw',
    'https://evil.tw#.nhi.gov.tw',
    'https://evil.tw?.nhi.gov.tw',
    'https://evil.tw\\.nhi.gov.tw',
    'https://nhi.gov.tw',
    'https://.nhi.gov.tw',
    'https://a..nhi.gov.tw',
    'https://medvpndct.nhi.gov.tw.',
    'https://medvpndct.nhi.gov.tw.evil.tw',
    'https://evilnhi.gov.tw',
    'https://nhi.gov.tw.evil',
    'https://medvpndct.nhi.gov.tw:99999',
    'https://medvpndct.nhi.gov.tw:',
    // The parser would turn these into an NHI name: full-width letters, a soft hyphen, a dot of another script.
    'https://ｍedvpndct.nhi.gov.tw',
    'https://medvpn\u00addct.nhi.gov.tw',
    'https://medvpndct。nhi.gov.tw',
    'https://mеdvpndct.nhi.gov.tw',
    'https://%6dedvpndct.nhi.gov.tw',
    'https://medvpndct.nhi.gov.tw\t',
    ' https://medvpndct.nhi.gov.tw',
    'https://med\nvpndct.nhi.gov.tw',
    'https://-a.nhi.gov.tw',
    'https://10.0.0.1',
    'https://example.com',
  ],
};

describe('endpointKind', () => {
  for (const [kind, urls] of Object.entries(CASES)) {
    it.each(urls)(`${kind}: %j`, (url) => expect(endpointKind(url)).toBe(kind));
  }
});
