import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ControlClient, controlClient } from '../client.ts';
import type { SimPatient } from '../patients/patient.ts';
import { openSimulator, type Simulator } from '../simulator.ts';
import { callersOf } from '../testing.ts';
import { startHisClient } from './his-client.ts';

let simulator: Simulator;
let control: ControlClient;
let reader: ReturnType<typeof callersOf>['reader'];
let patients: SimPatient[];
let pin: string;

beforeAll(async () => {
  simulator = await openSimulator(0);
  control = controlClient(simulator.addresses.control.url);
  ({ reader } = callersOf(simulator.addresses));
  patients = await control.patients();
  pin = (await control.doctors())[0]?.pin ?? '';
});
afterAll(() => simulator.close());
beforeEach(() => control.reset());

const post = (path: string, body: unknown = {}) => reader('POST', path, body);
const code = async (path: string, body: unknown = {}) => (await post(path, body)).statusCode;
const sign = (path: string) => post(path, { serviceType: '91' });
const statuses = async () => {
  const { status } = await reader('GET', '/api/common/v1/Status');
  const { initialized, sam, hc, hpc } = status as Record<string, { status: number }>;
  return [initialized, sam?.status, hc?.status, hpc?.status];
};
const open = async () => {
  expect(await code('/api/common/v1/Initial')).toBe(0);
  expect(await code('/api/sam/v1/Verification')).toBe(0);
};
const verifyPin = (tried: string) => code('/api/hpc/v1/Verification/Hpc', { pin: tried });

test('statuses follow cards and sessions', async () => {
  await control.putCard('hpc', { doctor: 0 });
  await control.putCard('hc', { patient: 0 });
  expect(await statuses()).toEqual([false, 0, 0, 0]);
  expect(await code('/api/common/v1/Initial')).toBe(0);
  expect(await statuses()).toEqual([true, 1, 1, 1]);
  expect(await code('/api/common/v1/Initial')).toBe(1001);
  expect(await code('/api/sam/v1/Verification')).toBe(0);
  expect(await statuses()).toEqual([true, 2, 1, 2]);
  await sign('/api/hc/v1/Signature/Hc');
  expect(await statuses()).toEqual([true, 2, 2, 2]);
  expect(await verifyPin(pin)).toBe(0);
  expect(await statuses()).toEqual([true, 2, 3, 3]);
  await control.putCard('hpc', 'wrong');
  await control.putCard('sam', null);
  await control.putCard('hc', 'wrong');
  expect(await statuses()).toEqual([true, 0, 9, 9]);
  expect(await code('/api/common/v1/Finalize')).toBe(0);
  expect(await statuses()).toEqual([false, 0, 0, 0]);
});

test('what is not ready is refused with its own code', async () => {
  expect((await sign('/api/sam/v1/Signature')).statusCode).toBe(9204);
  await code('/api/common/v1/Initial');
  expect((await sign('/api/sam/v1/Signature')).statusCode).toBe(4050);
  await code('/api/sam/v1/Verification');
  expect((await sign('/api/hc/v1/Signature/Hc')).statusCode).toBe(1102);
  expect((await sign('/api/hpc/v1/Signature')).statusCode).toBe(1102);
  await control.putCard('hpc', { doctor: 0 });
  expect((await sign('/api/hpc/v1/Signature')).statusCode).toBe(1402);
  await control.putCard('hc', 'wrong');
  expect((await sign('/api/hc/v1/Signature/HpcHc')).statusCode).toBe(4033);
  expect(await code('/api/sam/v1/Signature', { serviceType: '91', more: 1 })).toBe(6018);
  await control.putCard('sam', null);
  expect(await code('/api/sam/v1/Verification')).toBe(9200);
});

test('a wrong PIN is told from a cancelled one, and three lock the card', async () => {
  await control.putCard('hpc', { doctor: 1 });
  await open();
  await control.console({ keyPad: 'cancel' });
  expect(await verifyPin('000000')).toBe(5109);
  expect([await verifyPin('1'), await verifyPin('2'), await verifyPin('3')]).toEqual([5102, 5102, 5102]);
  expect(await verifyPin((await control.doctors())[1]?.pin ?? '')).toBe(5122);
});

test('the key pad stands in for the right PIN, which sets the tries back', async () => {
  await control.putCard('hpc', { doctor: 0 });
  await open();
  expect([await verifyPin('1'), await verifyPin('2'), await verifyPin('000000')]).toEqual([5102, 5102, 0]);
  expect([await verifyPin('1'), await verifyPin('2'), await verifyPin(pin)]).toEqual([5102, 5102, 0]);
});

test('without a logout the previous patient comes back, with one the card in the slot', async () => {
  await open();
  await control.putCard('hc', { patient: 3 });
  expect((await sign('/api/hc/v1/Signature/Hc')).hcIdNo).toBe(patients[3]?.id);
  await control.putCard('hc', { patient: 4 });
  expect((await sign('/api/hc/v1/Signature/Hc')).hcIdNo).toBe(patients[3]?.id);
  expect((await reader('DELETE', '/api/hc/v1/Logout')).statusCode).toBe(0);
  expect((await sign('/api/hc/v1/Signature/Hc')).hcIdNo).toBe(patients[4]?.id);
});

test('a virtual card is read by its token and then signs', async () => {
  await open();
  const { virtualToken: token, id, sex } = patients[7] as SimPatient;
  expect(await post('/api/hc/v1/VirtualHc/ReadBasic', { token })).toMatchObject({
    statusCode: 0,
    idNo: id,
    sex,
  });
  expect(await code('/api/hc/v1/VirtualHc/ReadBasic', { token: 'x' })).toBe(9012);
  expect(await code('/api/hc/v1/Verification/VirtualHc', { token })).toBe(0);
  expect(await statuses()).toEqual([true, 2, 5, 0]);
  expect((await sign('/api/hc/v1/Signature/Hc')).hcIdNo).toBe(id);
});

test('a reader held by another program says so, and status is still told', async () => {
  await control.console({ inUse: true });
  expect(await code('/api/common/v1/Initial')).toBe(9205);
  expect(await statuses()).toEqual([false, 0, 0, 0]);
});

test('ordered codes come as often as ordered, and only on their call', async () => {
  await open();
  await control.fault({
    on: 'console',
    call: 'POST /api/sam/v1/Signature',
    times: 1,
    fault: { kind: 'code', code: 4061 },
  });
  expect((await reader('GET', '/api/common/v1/Status')).statusCode).toBe(0);
  expect((await sign('/api/sam/v1/Signature')).statusCode).toBe(4061);
  expect((await sign('/api/sam/v1/Signature')).statusCode).toBe(0);
});

test('a broken console breaks off, stammers, or says nothing, and works again after', async () => {
  await open();
  const call = 'POST /api/sam/v1/Signature';
  const broken = [
    ['cut', /aborted|hang up|ECONNRESET/],
    ['garbage', SyntaxError],
    ['truncated', SyntaxError],
  ] as const;
  for (const [kind, error] of broken) {
    await control.fault({ on: 'console', call, times: 1, fault: { kind } });
    await expect(sign('/api/sam/v1/Signature'), kind).rejects.toThrow(error);
  }
  await control.fault({ on: 'console', call, times: 1, fault: { kind: 'silent' } });
  const asked = sign('/api/sam/v1/Signature').catch(() => 'broken off');
  await control.waitForLog((entry) => entry.on === 'console' && entry.faults.includes('silent'));
  expect((await sign('/api/sam/v1/Signature')).statusCode).toBe(0);
  await control.console({ certificate: 'first' });
  expect(await asked).toBe('broken off');
});

test('the changed certificate is another one, and the first is refused then', async () => {
  const { changed, fingerprint256 } = simulator.addresses.console;
  expect(changed.fingerprint256).not.toBe(fingerprint256);
  await control.console({ certificate: 'changed' });
  await expect(reader('GET', '/api/common/v1/Status')).rejects.toThrow(/self-signed|signature/);
  const after = callersOf({
    ...simulator.addresses,
    console: { ...simulator.addresses.console, certificateFile: changed.certificateFile },
  });
  expect((await after.reader('GET', '/api/common/v1/Status')).statusCode).toBe(0);
});

test('the simulated HIS loses nothing alone, and reports a finalised console and a doctor logged out', async () => {
  await control.putCard('hpc', { doctor: 0 });
  await control.putCard('hc', { patient: 9 });
  const certificate = readFileSync(simulator.addresses.console.certificateFile, 'utf8');
  const patientId = () => patients[9]?.id ?? null;
  const his = await startHisClient({ url: simulator.addresses.console.url, certificate, pin, patientId });
  await his.worked(3);
  expect(his.losses).toEqual([]);
  await reader('DELETE', '/api/hpc/v1/Logout');
  await his.worked(2);
  expect(his.losses.map(({ what }) => what)).toContain('doctor card status 2');
  await reader('POST', '/api/common/v1/Finalize', {});
  await his.worked(2);
  expect(his.losses.map(({ what }) => what)).toContain('the console is no longer initialised');
  await his.stop();
  const clients = (await control.log()).map((entry) => entry.on === 'console' && entry.client);
  expect(new Set(clients)).toEqual(new Set(['his', 'other']));
});
