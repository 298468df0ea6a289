import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import manifest from '../../manifest.json' with { type: 'json' };
import { CHROMIUM_ID } from './identity.ts';

test("the id that the host answers is the one that the manifest's key makes", () => {
  const digest = createHash('sha256').update(Buffer.from(manifest.key, 'base64')).digest('hex').slice(0, 32);
  const letters = [...digest].map((hex) => String.fromCharCode(97 + Number.parseInt(hex, 16))).join('');
  expect(letters).toBe(CHROMIUM_ID);
});
