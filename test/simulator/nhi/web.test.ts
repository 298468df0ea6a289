import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ControlClient, controlClient } from '../client.ts';
import { loadOperation } from '../contract.ts';
import type { Fault, FaultOrder } from '../faults.ts';
import type { Entry } from '../log.ts';
import { SCENARIOS, type Scenario, type SimPatient } from '../patients/patient.ts';
import { callJson } from '../request.ts';
import { openSimulator, type Simulator } from '../simulator.ts';
import { type Body, callersOf, OTHER, OWN, queryBody } from '../testing.ts';
import { success } from './answer.ts';

let simulator: Simulator;
let control: ControlClient;
let callers: ReturnType<typeof callersOf>;
let patients: SimPatient[];

beforeAll(async () => {
  simulator = await openSimulator(0);
  control = controlClient(simulator.addresses.control.url);
  callers = callersOf(simulator.addresses);
  patients = await control.patients();
});
afterAll(() => simulator.close());
beforeEach(async () => {
  await control.reset();
  await callers.reader('POST', '/api/common/v1/Initial', {});
  await callers.reader('POST', '/api/sam/v1/Verification', {});
});

const one = (scenario: Scenario) => patients.find((patient) => patient.scenario === scenario) as SimPatient;
const sam = (serviceType = '91') => callers.reader('POST', '/api/sam/v1/Signature', { serviceType });
const own = async (body: unknown) => (await callers.query(OWN, body)).body;
const refusedBecause = async () => (await control.log()).findLast(isWeb)?.refused;
const isWeb = (entry: Entry) => entry.on === 'web';
const fault = (ordered: Fault, more: Partial<FaultOrder> = {}) =>
  control.fault({ on: 'web', fault: ordered, ...more });

/** A signature by SAM, doctor card and the card of `patient`. */
async function threeCards(patient: SimPatient): Promise<Body> {
  await control.putCard('hpc', { doctor: 0 });
  await control.putCard('hc', { patient: patient.index });
  await callers.reader('POST', '/api/hpc/v1/Verification/Hpc', { pin: '000000' });
  await callers.reader('DELETE', '/api/hc/v1/Logout');
  return callers.reader('POST', '/api/hc/v1/Signature/HpcHc', { serviceType: '91' });
}

test('a SAM signature opens patients of every scenario', async () => {
  const proof = await sam();
  for (const patient of patients.slice(0, SCENARIOS.length)) {
    const answer = await own(queryBody(proof, patient.id));
    expect(answer).toMatchObject({ rtnCode: '00', sPatId: patient.id, total: patient.own.length });
    expect(answer.sub).toHaveLength(patient.own.length);
  }
});

test('every patient fits the contract: dates are ROC, texts carry that patient’s canary, blanks vary', () => {
  const operation = loadOperation('query-own-6.0');
  for (const patient of patients) {
    const referrals = [...patient.own, ...patient.elsewhere];
    const list = success(operation, patient.id, patient, referrals, []).sub as Body[];
    for (const referral of list) {
      expect(referral.issueDate).toMatch(/^\d{7}$/);
      expect(referral.icdName).toContain(patient.canary);
      if (patient.index % 2 === 0) expect(referral).toHaveProperty('dischargeDate');
      else expect(Object.values(referral)).not.toContain('');
    }
  }
});

test('query 2 tells what happened elsewhere, and only that', async () => {
  const patient = one('onlyElsewhere');
  const body = queryBody(await sam(), patient.id);
  const elsewhere = (await callers.query(OTHER, body)).body;
  expect(elsewhere).toMatchObject({ rtnCode: '00', total: patient.elsewhereCount });
  expect((elsewhere.sub as Body[]).every(({ inOut }) => inOut === 'E')).toBe(true);
  expect(await own(body)).toMatchObject({ rtnCode: '00', total: 0 });
});

test('an unknown patient has no referrals; the log says so without the ID', async () => {
  const patient = one('unknownToNhi');
  expect(await own(queryBody(await sam(), patient.id))).toMatchObject({ rtnCode: '00', total: 0, sub: [] });
  const entries = await control.log();
  expect(entries.findLast(isWeb)).toMatchObject({
    unknownPatient: true,
    patient: null,
    code: '00',
    signers: 'sam',
  });
  expect(JSON.stringify(entries)).not.toContain(patient.id);
});

test('three cards open their own patient and no other', async () => {
  const [child, mother] = [one('child'), one('mother')];
  const proof = await threeCards(mother);
  expect(await own(queryBody(proof, mother.id))).toMatchObject({ rtnCode: '00', sPatId: mother.id });
  expect((await control.log()).findLast(isWeb)).toMatchObject({ signers: 'sam+hpc+hc' });
  expect(await own(queryBody(proof, child.id))).toMatchObject({ rtnCode: '9002' });
  expect(await refusedBecause()).toBe('the card is not the patient’s');
});

const TAMPERED: [what: string, change: (body: Body, verify: Body) => unknown, code: string][] = [
  [
    'random',
    (_, verify) => Object.assign(verify, { clientRandom: `${verify.clientRandom}`.replace(/.$/, 'g') }),
    '9002',
  ],
  ['other random', (_, verify) => Object.assign(verify, { clientRandom: flip(verify.clientRandom) }), '9002'],
  ['signature', (_, verify) => Object.assign(verify, { signature: flip(verify.signature, 40) }), '9002'],
  ['no signature', (_, verify) => Object.assign(verify, { signature: 'AAAA' }), '9002'],
  ['signed hospital', (_, verify) => Object.assign(verify, { hospitalId: '3501990015' }), '9002'],
  ['stated hospital', (body) => Object.assign(body, { sHospId: '3501990015' }), '9005'],
  ['SAM', (_, verify) => Object.assign(verify, { samId: 'SAM999' }), '5004'],
  ['service', (_, verify) => Object.assign(verify, { serviceType: '30' }), '5003'],
  ['doctor card', (_, verify) => Object.assign(verify, { hpcId: 'HPC000000001' }), '9002'],
  ['doctor ID', (_, verify) => Object.assign(verify, { hpcIdNo: 'A123456789' }), '9002'],
  ['stated doctor card', (body) => Object.assign(body, { sHpcId: 'HPC000000001' }), '9002'],
  ['patient card', (_, verify) => Object.assign(verify, { hcId: '000030000001' }), '9002'],
  ['patient ID of the card', (_, verify) => Object.assign(verify, { hcIdNo: 'A123456789' }), '9002'],
  ['patient asked for', (body) => Object.assign(body, { sPatId: 'A123456789' }), '9002'],
  [
    'patient asked for and ID of the card alike',
    (body, verify) => {
      Object.assign(verify, { hcIdNo: 'A123456789' });
      Object.assign(body, { sPatId: 'A123456789' });
    },
    '9002',
  ],
  ['card field left out', (_, verify) => Reflect.deleteProperty(verify, 'hcIdNo'), '9999'],
  ['doctor card left out', (body) => Reflect.deleteProperty(body, 'sHpcId'), '9999'],
  ['key left out', (_, verify) => Reflect.deleteProperty(verify, 'samId'), '9999'],
  ['unknown key', (body) => Object.assign(body, { sHcaId: 'x' }), '9999'],
  ['unknown inner key', (_, verify) => Object.assign(verify, { statusCode: '0' }), '9999'],
  ['number for text', (_, verify) => Object.assign(verify, { serviceType: 91 }), '9999'],
  ['empty text', (body) => Object.assign(body, { sPatId: '' }), '9999'],
];
const flip = (text: unknown, place = 20) => {
  const letters = [...String(text)];
  letters[place] = letters[place] === '0' ? '1' : '0';
  return letters.join('');
};

test.each(TAMPERED)('refused after a change: %s', async (_what, change, code) => {
  const patient = one('arrived');
  const body = queryBody(await threeCards(patient), patient.id);
  expect(await own(body)).toMatchObject({ rtnCode: '00' });
  change(body, body.sVerify);
  expect(await own(body)).toMatchObject({ rtnCode: code });
  expect(await refusedBecause()).toBeTruthy();
});

test('a card field without that card’s signature is refused', async () => {
  const body = queryBody(await sam(), one('due').id);
  expect(await own({ ...body, sHpcId: 'HPC000000000' })).toMatchObject({ rtnCode: '9999' });
  expect(await refusedBecause()).toBe('without signature sHpcId');
});

test('a signature for another service, and a revoked SAM, are refused', async () => {
  const { id } = one('due');
  const wrongService = queryBody(await sam('30'), id);
  Object.assign(wrongService.sVerify, { serviceType: '91' });
  expect(await own(wrongService)).toMatchObject({ rtnCode: '9002' });
  await control.putCard('sam', { sam: 'revoked' });
  await callers.reader('POST', '/api/sam/v1/Verification', {});
  expect(await own(queryBody(await sam(), id))).toMatchObject({ rtnCode: '8205' });
});

test('a signature holds for one hour and not longer; a new one holds again', async () => {
  const body = queryBody(await sam(), one('due').id);
  await control.clock(59 * 60_000);
  expect(await own(body)).toMatchObject({ rtnCode: '00' });
  await control.clock(61 * 60_000);
  expect(await own(body)).toMatchObject({ rtnCode: '8203' });
  expect(await own(queryBody(await sam(), one('due').id))).toMatchObject({ rtnCode: '00' });
  await control.clock(-10 * 60_000);
  expect(await own(body)).toMatchObject({ rtnCode: '9002' });
});

test('5.x: the same queries with flat fields', async () => {
  const patient = one('due');
  const { hospitalId, samId, clientRandom, signature } = await sam();
  const flat = {
    sHospId: hospitalId,
    sPatId: patient.id,
    sSamId: samId,
    sClientRandom: clientRandom,
    sSignature: signature,
  };
  const path = '/api/ipr5000/GetOwnReferralData';
  expect((await callers.query(path, flat)).body).toMatchObject({ rtnCode: '00', total: patient.own.length });
  expect((await callers.query(path, { ...flat, sSamId: 'x' })).body).toMatchObject({ rtnCode: '5004' });
  const foreign = { ...flat, sHospId: '3501990015' };
  expect((await callers.query(path, foreign)).body).toMatchObject({ rtnCode: '9005' });

  const cards = await threeCards(patient);
  const physical = {
    sHcaId: cards.hpcIdNo,
    sHcaCardId: cards.hpcId,
    sPatCardId: cards.hcId,
    sPatCardType: '2',
  };
  const signed = { ...flat, sClientRandom: cards.clientRandom, sSignature: cards.signature };
  expect((await callers.query(path, signed)).body).toMatchObject({ rtnCode: '9999' });
  expect((await callers.query(path, { ...signed, ...physical })).body).toMatchObject({ rtnCode: '00' });
  const other = { ...signed, ...physical, sPatId: one('overdue').id };
  expect((await callers.query(path, other)).body).toMatchObject({ rtnCode: '9002' });
});

test.each([
  '5003',
  '5004',
  '8201',
  '8202',
  '8203',
  '8205',
  '9002',
  '9005',
  '9999',
  '1234',
])('return code %s comes when ordered, as often as ordered', async (code) => {
  const body = queryBody(await sam(), one('due').id);
  await fault({ kind: 'code', code }, { times: 1 });
  expect(await own(body)).toMatchObject({ rtnCode: code });
  expect(await own(body)).toMatchObject({ rtnCode: '00' });
});

test('faults of one patient, of one query, and of a share of calls leave the others alone', async () => {
  const [due, arrived] = [one('due'), one('arrived')];
  const proof = await sam();
  await fault({ kind: 'code', code: '8201' }, { patient: due.index, call: 'query-own-6.0' });
  expect(await own(queryBody(proof, due.id))).toMatchObject({ rtnCode: '8201' });
  expect(await own(queryBody(proof, arrived.id))).toMatchObject({ rtnCode: '00' });
  expect((await callers.query(OTHER, queryBody(proof, due.id))).body).toMatchObject({ rtnCode: '00' });
  await control.clearFaults();
  await fault({ kind: 'code', code: '8201' }, { share: 0.5 });
  const codes: unknown[] = [];
  for (let i = 0; i < 40; i += 1) codes.push((await own(queryBody(proof, due.id))).rtnCode);
  const hit = codes.filter((code) => code === '8201').length;
  expect(hit).toBeGreaterThan(5);
  expect(hit).toBeLessThan(35);
});

test('incomplete, another patient’s and too old answers are what they claim to be', async () => {
  const patient = one('severalAtOnce');
  const body = queryBody(await sam(), patient.id);
  await fault({ kind: 'incomplete' }, { times: 1 });
  const incomplete = await own(body);
  expect(Number(incomplete.total)).toBeGreaterThan((incomplete.sub as unknown[]).length);
  await fault({ kind: 'wrongPatient' }, { times: 1 });
  expect((await own(body)).sPatId).not.toBe(patient.id);
  await fault({ kind: 'skew', ms: 3_700_000 }, { times: 1 });
  expect(await own(body)).toMatchObject({ rtnCode: '8203' });
  expect(await own(body)).toMatchObject({ rtnCode: '00', sPatId: patient.id });
});

test('broken answers break: 5xx, garbage, truncated, cut, silent', async () => {
  const body = queryBody(await sam(), one('due').id);
  for (const kind of ['garbage', 'truncated'] as const) {
    await fault({ kind }, { times: 1 });
    await expect(own(body), kind).rejects.toThrow(SyntaxError);
  }
  await fault({ kind: 'http', status: 503 }, { times: 1 });
  await expect(own(body)).rejects.toThrow(SyntaxError);
  await fault({ kind: 'cut' }, { times: 1 });
  await expect(own(body)).rejects.toThrow(/aborted|hang up|ECONNRESET/);
  await fault({ kind: 'silent' }, { times: 1 });
  const gaveUp = new AbortController();
  const asked = callers.query(OWN, body, gaveUp.signal);
  await control.waitForLog((entry) => entry.on === 'web' && entry.faults.includes('silent'));
  gaveUp.abort();
  await expect(asked).rejects.toThrow(/abort/i);
  await fault({ kind: 'slow', ms: 300 }, { times: 1 });
  const before = performance.now();
  expect(await own(body)).toMatchObject({ rtnCode: '00' });
  expect(performance.now() - before).toBeGreaterThanOrEqual(290);
});

test('the wrong-CA listener is refused by TLS, and would have answered', async () => {
  const { web } = simulator.addresses;
  const body = queryBody(await sam(), one('due').id);
  const wrong = callersOf({ ...simulator.addresses, web: { ...web, url: web.wrongCaUrl } });
  await expect(wrong.query(OWN, body)).rejects.toThrow(/certificate|signature/);
  expect((await control.log()).filter(isWeb)).toEqual([]);
});

test('other paths, methods and bodies are no queries', async () => {
  expect((await callers.query('/api/ipr5000/Other', {})).status).toBe(404);
  expect((await callers.query(OWN, [])).body).toMatchObject({ rtnCode: '9999' });
  const { web } = simulator.addresses;
  const { readFileSync } = await import('node:fs');
  const ca = readFileSync(web.caFile);
  expect((await callJson(web.url + OWN, { ca, method: 'GET' })).status).toBe(405);
  expect(
    (await callJson(web.url + OWN, { ca, body: {}, headers: { 'content-type': 'text/plain' } })).status,
  ).toBe(415);
});
