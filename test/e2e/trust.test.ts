import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readPeerCertificate } from '../../native-host/trust/peer.ts';
import { sourceHost } from '../../scripts/stage/stage.ts';
import { errorText } from '../../shared/protocol/errors/texts.ts';
import { Rig } from './native-messaging/rig.ts';

/** What a doctor sees when somebody else answers in the console's or the NHI's place: real browser, real host. */
let rig: Rig;

beforeAll(async () => {
  rig = await Rig.open();
});
afterAll(() => rig?.stage.close());
beforeEach(() => rig.stage.simulator.control.reset());

/** A machine directory like the stage's, with other settings. */
function configured(name: string, change: { web?: string | null; pins?: false }): string {
  const directory = join(rig.stage.profile, name);
  cpSync(rig.stage.configDirectory, directory, { recursive: true });
  const file = join(directory, 'config.json');
  const config = JSON.parse(readFileSync(file, 'utf8'));
  if (change.web !== undefined) config.endpoints.web = change.web;
  writeFileSync(file, JSON.stringify(config));
  if (change.pins === false) rmSync(join(directory, 'console-pins'), { recursive: true });
  return directory;
}

const log = () => rig.stage.simulator.control.log();

/** The badge cannot tell, the panel says why and what to do, and nobody was told anything. */
async function expectRefusal(key: string): Promise<void> {
  await rig.expectBadge(1, 'cannotTell');
  const panel = await rig.openPanel();
  const notice = panel.locator('#view-screen .notice', { hasText: key }).first();
  await notice.waitFor();
  expect(await notice.textContent()).toContain(errorText(key).zh.what);
  await panel.close();
}

describe('the console', () => {
  it('shows another certificate than before: a hard stop, and nothing is said to it', async () => {
    await rig.stage.simulator.control.console({ certificate: 'changed' });
    await rig.withHost(sourceHost(rig.stage.configDirectory));
    await expectRefusal('app:consoleChanged');
    expect(await log()).toEqual([]);
  });

  it('changes its certificate under a host that runs', async () => {
    await rig.withHost(sourceHost(rig.stage.configDirectory));
    await rig.expectBadge(1, 'overdue');
    const before = await log();
    await rig.stage.simulator.control.console({ certificate: 'changed' });
    await rig.withHost(sourceHost(rig.stage.configDirectory));
    await expectRefusal('app:consoleChanged');
    expect(await log()).toEqual(before);
  });

  it('is trusted by nobody yet: it is not asked', async () => {
    await rig.withHost(sourceHost(configured('no-pin', { pins: false })));
    await expectRefusal('app:consoleNotTrusted');
    expect(await log()).toEqual([]);
  });
});

describe('the NHI', () => {
  it('under a wrong root hears nothing, whatever the environment says', async () => {
    const { wrongCaUrl } = rig.stage.simulator.addresses.web;
    const rogue = join(rig.stage.profile, 'rogue.pem');
    writeFileSync(rogue, (await readPeerCertificate(wrongCaUrl)).pem);
    const weakening = [
      'NODE_TLS_REJECT_UNAUTHORIZED=0',
      `NODE_EXTRA_CA_CERTS=${rogue}`,
      'NODE_OPTIONS=--use-openssl-ca',
      `SSL_CERT_FILE=${rogue}`,
      `SSL_CERT_DIR=${rig.stage.profile}`,
      'NODE_USE_ENV_PROXY=1',
      'HTTPS_PROXY=http://127.0.0.1:9',
      'ALL_PROXY=http://127.0.0.1:9',
    ];
    await rig.withHost(['env', ...weakening, ...sourceHost(configured('rogue', { web: wrongCaUrl }))]);
    await expectRefusal('app:tlsUntrusted');
    // It signed, since that is before; what it signed reached nobody.
    expect((await log()).filter((entry) => entry.on === 'web')).toEqual([]);
  });

  it('in production is not asked while what we send is assumed: nothing is even signed', async () => {
    const production = 'https://medcloud.nhi.gov.tw';
    await rig.withHost(sourceHost(configured('production', { web: production })));
    await expectRefusal('app:notSignedOff');
    expect(await log()).toEqual([]);
  });
});
