import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { HOST_NAME } from '../../shared/protocol/version.ts';
import type { Fault, FaultOrder } from '../simulator/faults.ts';
import { HIS_KINDS, type HisKind, type SimPatient } from '../simulator/patients/patient.ts';
import { callJson } from '../simulator/request.ts';
import { speaks } from '../torture/judge.ts';
import { killHost } from '../torture/kill.ts';
import { leaksOf } from './canaries.ts';
import { Clinic, eventually, owed, pressBadge, say, titleOf } from './clinic.ts';

/** What the badge says where it cannot say anything of referrals: it never says "none" instead. */
const signedBy = (signer: string) => ({ signing: { signer: { value: signer, from: 'assumed' } } });
let clinic: Clinic;

beforeAll(async () => {
  clinic = await Clinic.open();
});
afterEach(() => clinic.reset());
afterAll(() => clinic.stage.close());

describe.each(HIS_KINDS)('%s: what stands in the way', (his) => {
  it('says that it is looking up', async () => {
    const { control } = clinic.stage.simulator;
    await control.fault({ on: 'web', fault: { kind: 'slow', ms: 20_000 } });
    const patient = clinic.fresh(his);
    const page = await clinic.opened(patient);
    await page.showsState(patient, 'lookingUp');
    await eventually(() => clinic.toolbar(page)).toEqual({ text: '…', title: titleOf('lookingUp') });
    await clinic.shot(page, `${his}-lookingUp`);
    await control.clearFaults();
    await page.goto(clinic.addressOf(patient));
    await page.showsItsOwn(patient);
  });

  it("asks for the doctor's card, then for the patient's, and for that one's", async () => {
    const { control } = clinic.stage.simulator;
    clinic.configure({}, signedBy('hpcHc'));
    const patient = clinic.fresh(his);
    const page = await clinic.opened(patient);
    await page.showsState(patient, 'insertDoctorCard');
    await eventually(() => clinic.toolbar(page)).toEqual({
      text: '!',
      title: titleOf('insertDoctorCard', 'app:insertDoctorCard'),
    });
    await clinic.shot(page, `${his}-insertDoctorCard`);

    await control.putCard('hpc', { doctor: 0 });
    await unlockDoctorCard();
    await page.goto(clinic.addressOf(patient));
    await page.showsState(patient, 'insertPatientCard');
    await clinic.shot(page, `${his}-insertPatientCard`);

    await control.putCard('hc', { patient: clinic.fresh(his).index });
    await page.goto(clinic.addressOf(patient));
    await page.showsState(patient, 'insertPatientCard');
    await control.putCard('hc', { patient: patient.index });
    await page.goto(clinic.addressOf(patient));
    await page.showsItsOwn(patient);
  });

  it('says so where no helper is installed, and asks again when there is one', async () => {
    const manifest = join(clinic.stage.profile, 'NativeMessagingHosts', `${HOST_NAME}.json`);
    renameSync(manifest, `${manifest}.away`);
    killHost(clinic.stage);
    const patient = clinic.fresh(his);
    const page = await clinic.opened(patient);
    await page.showsState(patient, 'noHelper');
    await eventually(() => clinic.toolbar(page)).toEqual({
      text: '!',
      title: titleOf('noHelper', 'wire:hostNotFound'),
    });
    await clinic.shot(page, `${his}-noHelper`);
    renameSync(`${manifest}.away`, manifest);
    await clinic.watcher.page.evaluate(() =>
      chrome.runtime.sendMessage({ type: 'host.status', body: { reconnect: true } }),
    );
    await page.goto(clinic.addressOf(patient));
    await page.showsItsOwn(patient);
  });
});

/** The HIS's own work: the doctor types the PIN on the reader's key pad. */
async function unlockDoctorCard(): Promise<void> {
  const { url, certificateFile } = clinic.stage.simulator.addresses.console;
  const ca = readFileSync(certificateFile, 'utf8');
  const pin = (await clinic.stage.simulator.control.doctors())[0]?.pin;
  const calls: [string, unknown][] = [
    ['/api/common/v1/Initial', {}],
    ['/api/sam/v1/Verification', {}],
    ['/api/hpc/v1/Verification/Hpc', { pin }],
  ];
  for (const [path, body] of calls) await callJson(url + path, { ca, method: 'POST', body });
}

describe('cannot tell, and never "none"', () => {
  const QUICK = { endpoint: { timeoutMs: { value: 1_000, from: 'assumed' } } };
  const web = (fault: Fault): FaultOrder => ({ on: 'web', call: 'query-own-6.0', fault });
  const ORDERS: Record<string, FaultOrder> = {
    'HTTP 500': web({ kind: 'http', status: 500 }),
    'HTTP 404': web({ kind: 'http', status: 404 }),
    'a listed refusal': web({ kind: 'code', code: '8201' }),
    'an unlisted refusal': web({ kind: 'code', code: '4711' }),
    'a signature that is always too old': web({ kind: 'code', code: '8203' }),
    garbage: web({ kind: 'garbage' }),
    'half an answer': web({ kind: 'truncated' }),
    'a line cut in the middle': web({ kind: 'cut' }),
    silence: web({ kind: 'silent' }),
    'a list shorter than it says': web({ kind: 'incomplete' }),
    "another patient's answer": web({ kind: 'wrongPatient' }),
    'a console that fails': { on: 'console', fault: { kind: 'http', status: 500 } },
    'a console that talks nonsense': { on: 'console', fault: { kind: 'garbage' } },
  };
  const none = ({ expected }: SimPatient) => expected.state === 'none';

  /** One patient who has something, and one who has nothing: neither may read "none". */
  async function cannotTell(his: HisKind, fits: (patient: SimPatient) => boolean): Promise<void> {
    const patient = clinic.fresh(his, fits);
    const page = await clinic.opened(patient);
    const badge = await page.showsState(patient, 'cannotTell');
    expect(badge.text).toContain(say('badge_cannotTell'));
    await eventually(async () => (await clinic.toolbar(page)).text).toBe('?');
    // Why, what to do next, and the code.
    expect((await clinic.toolbar(page)).title.split('\n').map((line) => line !== '')).toEqual([
      true,
      true,
      true,
      true,
    ]);
    const spoke = page.samples.filter((one) => one.id === patient.id && speaks(one.badge));
    expect(spoke).toEqual([]);
  }

  it.each(Object.entries(ORDERS))('%s', async (name, order) => {
    clinic.configure({}, QUICK);
    await clinic.stage.simulator.control.fault(order);
    const at = Object.keys(ORDERS).indexOf(name);
    await cannotTell(HIS_KINDS[at % 3] ?? 'spa', owed);
    await cannotTell(HIS_KINDS[(at + 1) % 3] ?? 'spa', none);
  });

  it('a server under a certificate that nobody trusts', async () => {
    const { web: addresses } = clinic.stage.simulator.addresses;
    clinic.configure({}, QUICK, { ...addresses, url: addresses.wrongCaUrl });
    await cannotTell('frameset', owed);
    await cannotTell('postback', none);
  });

  it('no security module, a reader in use, a console with another certificate', async () => {
    const { control } = clinic.stage.simulator;
    await control.putCard('sam', null);
    await cannotTell('postback', owed);
    await control.reset();
    await control.console({ inUse: true });
    await cannotTell('spa', none);
    await control.reset();
    await control.console({ certificate: 'changed' });
    await cannotTell('frameset', none);
  });

  it('comes round when the NHI does', async () => {
    await clinic.stage.simulator.control.fault(web({ kind: 'http', status: 503 }));
    const patient = clinic.fresh('spa');
    const page = await clinic.opened(patient);
    await page.showsState(patient, 'cannotTell');
    await clinic.shot(page, 'spa-cannotTell');
    await clinic.stage.simulator.control.clearFaults();
    await pressBadge(page);
    await page.showsItsOwn(patient);
  });
});

describe('after all of it', () => {
  it('nothing of the NHI stands outside the panel', async () => {
    expect(await leaksOf(clinic.stage)).toEqual([]);
  });
});
