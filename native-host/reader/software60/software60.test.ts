import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { nationalId } from '../../../shared/domain/national-id.ts';
import { type ControlClient, controlClient } from '../../../test/simulator/client.ts';
import type { SimPatient } from '../../../test/simulator/patients/patient.ts';
import { openSimulator, type Simulator } from '../../../test/simulator/simulator.ts';
import { callersOf } from '../../../test/simulator/testing.ts';
import type { Reader, Signer } from '../reader.ts';
import { software60 } from './software60.ts';

let simulator: Simulator;
let control: ControlClient;
let his: ReturnType<typeof callersOf>['reader'];
let patients: SimPatient[];
let pin: string;
let now: number;

beforeAll(async () => {
  simulator = await openSimulator(0);
  control = controlClient(simulator.addresses.control.url);
  his = callersOf(simulator.addresses).reader;
  patients = await control.patients();
  pin = (await control.doctors())[0]?.pin ?? '';
});
afterAll(() => simulator.close());
beforeEach(async () => {
  await control.reset();
  now = Date.now();
});

function reader(): Reader {
  const { url, fingerprint256, certificateFile } = simulator.addresses.console;
  return software60(url, [{ fingerprint256, pem: readFileSync(certificateFile, 'utf8') }], () => now);
}
function idOf(index: number) {
  const id = nationalId(patients[index]?.id ?? '');
  if (!id) throw new Error(`No patient ${index}`);
  return id;
}
const need = (signer: Signer, patient = 0) => ({ signer, serviceType: '91', patient: idOf(patient) });
const calls = async () =>
  (await control.log()).flatMap((entry) =>
    entry.on === 'console' ? [entry.call.replace(/\/api\//, '')] : [],
  );
const STATUS = 'GET common/v1/Status';
const INITIAL = 'POST common/v1/Initial';
const VERIFY = 'POST sam/v1/Verification';
const SIGN = 'POST sam/v1/Signature';
const LOGOUT = 'DELETE hc/v1/Logout';

/** As a HIS leaves the console in the morning. */
async function openedByHis(): Promise<void> {
  await his('POST', '/api/common/v1/Initial', {});
  await his('POST', '/api/sam/v1/Verification', {});
}
const faultOn = (call: string, code: number, times = 1) =>
  control.fault({ on: 'console', call, times, fault: { kind: 'code', code } });

test('on a console that nobody opened: opens it and authenticates the SAM once, then only signs', async () => {
  const ours = reader();
  const proof = await ours.sign(need('sam'));
  expect(proof).toMatchObject({
    institutionCode: simulator.addresses.institutionCode,
    at: now,
    patientId: null,
  });
  expect(await calls()).toEqual([STATUS, INITIAL, STATUS, VERIFY, SIGN]);
  await ours.sign(need('sam'));
  expect((await calls()).slice(5)).toEqual([STATUS, SIGN]);
});

test('on a console that the HIS opened: neither opens nor authenticates', async () => {
  await openedByHis();
  const before = (await calls()).length;
  await reader().sign(need('sam'));
  expect((await calls()).slice(before)).toEqual([STATUS, SIGN]);
});

test('a HIS that is still authenticating is not disturbed: the signature waits its turn', async () => {
  await his('POST', '/api/common/v1/Initial', {});
  await control.console({ latencyMs: 300 });
  const since = (await control.log()).at(-1)?.seq ?? 0;
  const verifying = his('POST', '/api/sam/v1/Verification', {});
  await reader().sign(need('sam'));
  await verifying;
  const after = (await control.log(since)).flatMap((one) => (one.on === 'console' ? [one.call] : []));
  expect(after.filter((call) => call.endsWith('Verification'))).toHaveLength(1);
});

test('a SAM that lost its authentication is authenticated again, once', async () => {
  await his('POST', '/api/common/v1/Initial', {});
  await reader().sign(need('sam'));
  expect((await calls()).slice(1)).toEqual([STATUS, SIGN, VERIFY, SIGN]);
  await faultOn('POST /api/sam/v1/Signature', 4050, 2);
  await expect(reader().sign(need('sam'))).rejects.toThrow('reader:4050');
});

test('a SAM that is unknown right after we authenticated it is told, not authenticated twice for one need', async () => {
  await faultOn('POST /api/sam/v1/Signature', 4050);
  await expect(reader().sign(need('sam'))).rejects.toThrow('reader:4050');
  expect(await calls()).toEqual([STATUS, INITIAL, STATUS, VERIFY, SIGN]);
});

test('a failed authentication stands for a minute, and ends at once when the user asks', async () => {
  const ours = reader();
  await his('POST', '/api/common/v1/Initial', {});
  await faultOn('POST /api/sam/v1/Verification', 4061);
  for (let i = 0; i < 3; i += 1) await expect(ours.sign(need('sam'))).rejects.toThrow('reader:4061');
  expect((await calls()).filter((call) => call === VERIFY)).toHaveLength(1);
  now += 59_000;
  await expect(ours.sign(need('sam'))).rejects.toThrow('reader:4061');
  now += 1_000;
  await ours.sign(need('sam'));
  expect((await calls()).filter((call) => call === VERIFY)).toHaveLength(2);
});

test('the button authenticates after a failure, and leaves an authenticated SAM alone', async () => {
  const ours = reader();
  await faultOn('POST /api/sam/v1/Verification', 9003);
  await expect(ours.sign(need('sam'))).rejects.toThrow('reader:9003');
  expect(await ours.verifySam()).toMatchObject({ initialized: true, sam: 2 });
  const before = (await calls()).length;
  expect(await ours.verifySam()).toMatchObject({ sam: 2 });
  expect((await calls()).slice(before)).toEqual([STATUS]);
});

test('several needs at once authenticate once', async () => {
  const ours = reader();
  await Promise.all([1, 2, 3].map(() => ours.sign(need('sam'))));
  expect((await calls()).filter((call) => call === VERIFY)).toHaveLength(1);
  expect((await calls()).filter((call) => call === INITIAL)).toHaveLength(1);
});

test('"already initialised" is fine', async () => {
  await faultOn('POST /api/common/v1/Initial', 1001);
  await expect(reader().sign(need('sam'))).rejects.toThrow('reader:4012');
  expect((await calls()).filter((call) => call === INITIAL)).toHaveLength(1);
});

test('a reader that another program holds is busy, and is tried again as soon as it is free', async () => {
  const ours = reader();
  await control.console({ inUse: true });
  await expect(ours.sign(need('sam'))).rejects.toThrow('app:readerBusy');
  await control.console({ inUse: false });
  await ours.sign(need('sam'));
});

test('a SAM that is missing or is none has a code of its own', async () => {
  await control.putCard('sam', null);
  await expect(reader().sign(need('sam'))).rejects.toThrow('reader:4012');
  await control.putCard('sam', 'wrong');
  await expect(reader().sign(need('sam'))).rejects.toThrow('reader:4032');
  expect((await calls()).filter((call) => call === VERIFY)).toEqual([]);
});

test("the patient's card signs for its patient only, read afresh each time", async () => {
  await openedByHis();
  const ours = reader();
  await control.putCard('hc', { patient: 3 });
  expect(await ours.sign(need('hc', 3))).toMatchObject({ patientId: idOf(3), doctorId: null });
  await control.putCard('hc', { patient: 4 });
  expect(await ours.sign(need('hc', 4))).toMatchObject({ patientId: idOf(4) });
  await expect(ours.sign(need('hc', 3))).rejects.toThrow('app:cardOtherPatient');
  expect((await calls()).filter((call) => call === LOGOUT)).toHaveLength(3);
  const last = (await calls()).slice(-2);
  expect(last).toEqual([LOGOUT, 'POST hc/v1/Signature/Hc']);
});

test("a virtual card that the HIS read signs for its patient and stays the HIS's", async () => {
  await openedByHis();
  await his('POST', '/api/hc/v1/Verification/VirtualHc', { token: patients[7]?.virtualToken });
  expect(await reader().sign(need('hc', 7))).toMatchObject({ patientId: idOf(7) });
  expect((await control.consoleView()).session).toBe(7);
});

test('each card that is missing is asked for by name, before any session is touched', async () => {
  await openedByHis();
  const ours = reader();
  await expect(ours.sign(need('hc'))).rejects.toThrow('app:insertPatientCard');
  await expect(ours.sign(need('hpc'))).rejects.toThrow('app:insertDoctorCard');
  await expect(ours.sign(need('hpcHc'))).rejects.toThrow('app:insertDoctorCard');
  await control.putCard('hpc', { doctor: 0 });
  await expect(ours.sign(need('hpc'))).rejects.toThrow('app:insertDoctorCard');
  await his('POST', '/api/hpc/v1/Verification/Hpc', { pin });
  expect(await ours.sign(need('hpc'))).toMatchObject({ patientId: null });
  await expect(ours.sign(need('hpcHc'))).rejects.toThrow('app:insertPatientCard');
  await control.putCard('hc', 'wrong');
  await expect(ours.sign(need('hpcHc'))).rejects.toThrow('reader:4033');
  await control.putCard('hc', { patient: 0 });
  const proof = await ours.sign(need('hpcHc'));
  expect(proof).toMatchObject({ patientId: idOf(0), doctorId: (await control.doctors())[0]?.id });
  await control.putCard('hpc', 'wrong');
  await expect(ours.sign(need('hpc'))).rejects.toThrow('reader:4034');
  expect((await calls()).filter((call) => /Finalize|hpc.*Logout/.test(call))).toEqual([]);
  expect((await calls()).filter((call) => call === LOGOUT)).toHaveLength(1);
});

test.each([
  ['hc', 1102, 'app:insertPatientCard (1102)'],
  ['hc', 4013, 'app:insertPatientCard (4013)'],
  ['hpcHc', 4013, 'app:insertPatientCard (4013)'],
  ['hpcHc', 4014, 'app:insertDoctorCard (4014)'],
  ['hpcHc', 1402, 'app:insertDoctorCard (1402)'],
  ['hpcHc', 1102, 'app:insertPatientCard (1102)'],
  ['hc', 9011, 'reader:9011'],
] as const)('%s: a signature that ends with %i means %s', async (signer, code, message) => {
  await openedByHis();
  await control.putCard('hpc', { doctor: 0 });
  await his('POST', '/api/hpc/v1/Verification/Hpc', { pin });
  await control.putCard('hc', { patient: 0 });
  await faultOn(signer === 'hc' ? 'POST /api/hc/v1/Signature/Hc' : 'POST /api/hc/v1/Signature/HpcHc', code);
  await expect(reader().sign(need(signer))).rejects.toThrow(
    new RegExp(`^${message.replace(/[()]/g, '\\$&')}$`),
  );
});

test.each(['garbage', 'truncated', 'cut'] as const)('a console that answers %s is garbled', async (kind) => {
  await control.fault({ on: 'console', times: 1, fault: { kind } });
  await expect(reader().status()).rejects.toThrow('app:consoleGarbled');
});

test('an error page of the console is garbled too', async () => {
  await control.fault({ on: 'console', times: 1, fault: { kind: 'http', status: 500 } });
  await expect(reader().status()).rejects.toThrow('app:consoleGarbled');
});
