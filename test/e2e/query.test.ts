import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { loadContracts } from '../../native-host/contract/contracts.ts';
import { createQueryService, type QueryParts } from '../../native-host/query/service.ts';
import { software60 } from '../../native-host/reader/software60/software60.ts';
import { openSqliteStore } from '../../native-host/store/sqlite.ts';
import type { Store } from '../../native-host/store/store.ts';
import { nationalId } from '../../shared/domain/national-id.ts';
import { LEGAL_CLOCK } from '../../shared/domain/reply-clock.ts';
import { taiwanDate } from '../../shared/domain/taiwan-date.ts';
import type { RequestOf } from '../../shared/protocol/messages.ts';
import type { Fault } from '../simulator/faults.ts';
import type { WebEntry } from '../simulator/log.ts';
import type { SimPatient } from '../simulator/patients/patient.ts';
import { startHisClient } from '../simulator/reader/his-client.ts';
import { type Started, startSimulator } from '../simulator/start.ts';
import { callersOf } from '../simulator/testing.ts';

const SIGNERS = { sam: 'sam', hpc: 'sam+hpc', hc: 'sam+hc', hpcHc: 'sam+hpc+hc' } as const;
type Signer = keyof typeof SIGNERS;

let simulator: Started;
let store: Store;
let patients: SimPatient[];
let pin: string;
const directory = mkdtempSync(join(tmpdir(), 'query-'));

beforeAll(async () => {
  simulator = await startSimulator();
  const limits = () => ({ automaticPerMinute: 100_000, typedPerHour: 100_000 });
  store = openSqliteStore({ directory, limits });
  patients = await simulator.control.patients();
  pin = (await simulator.control.doctors())[0]?.pin ?? '';
});
afterAll(async () => {
  await store.close();
  await simulator.stop();
  rmSync(directory, { recursive: true });
});
beforeEach(() => simulator.control.reset());

interface Setup {
  signing?: { signer: Signer; reuse?: 'none' | 'perPatient' | 'window' };
  timeoutMs?: number;
  config?: Partial<QueryParts['config']>;
  pins?: { fingerprint256: string; certificateFile: string }[];
}

/** The inner half of the host on the running simulator, the contract corrected as a hospital would. */
function host({ signing, timeoutMs, config, pins }: Setup = {}) {
  const { console, web } = simulator.addresses;
  const stated = (value: unknown) => ({ value, from: 'official-2025' });
  const data = {
    contractVersion: 1,
    operation: 'query-own-6.0',
    ...(signing && {
      signing: { signer: stated(signing.signer), ...(signing.reuse && { reuse: stated(signing.reuse) }) },
    }),
    ...(timeoutMs && { endpoint: { timeoutMs: stated(timeoutMs) } }),
  };
  const held = (pins ?? [console]).map(({ fingerprint256, certificateFile }) => ({
    fingerprint256,
    pem: readFileSync(certificateFile, 'utf8'),
  }));
  const service = createQueryService({
    config: {
      endpoints: { console: console.url, web: web.url },
      signOffs: [],
      webCa: [readFileSync(web.caFile, 'utf8')],
      clock: LEGAL_CLOCK,
      autoQuery: 'own',
      answerCacheSeconds: 0,
      ...config,
    },
    contracts: loadContracts([{ file: 'e2e.json', data }]),
    reader: software60(console.url, held, Date.now),
    store,
    now: Date.now,
  });
  return (patient: SimPatient, change: Partial<RequestOf<'badge.lookup'>> = {}) =>
    service.handlers['badge.lookup'](
      {
        binding: { tab: 1, frame: 0, nonce: '0'.repeat(32), seq: patient.index },
        page: 'https://his.example',
        trigger: 'auto',
        patient: keyOf(patient),
        doctor: '林',
        ...change,
      },
      { sender: 'content', signal: new AbortController().signal, progress: () => {} },
    );
}

function keyOf({ id, birthDate }: SimPatient) {
  const read = nationalId(id);
  if (!read) throw new Error(`${id} is no ID`);
  return { id: read, birthDate: taiwanDate(birthDate) };
}
function one(scenario: SimPatient['scenario']): SimPatient {
  const found = patients.find((patient) => patient.scenario === scenario);
  if (!found) throw new Error(`No patient ${scenario}`);
  return found;
}
const shown = ({ badge: { state, count, dueOn } }: Awaited<ReturnType<ReturnType<typeof host>>>) => ({
  state,
  count,
  dueOn,
});
const webLog = async (): Promise<WebEntry[]> =>
  (await simulator.control.log()).filter((entry): entry is WebEntry => entry.on === 'web');
const consoleCalls = async () =>
  (await simulator.control.log()).flatMap((entry) => (entry.on === 'console' ? [entry.call] : []));
const webFault = (fault: Fault, times?: number) =>
  simulator.control.fault({ on: 'web', fault, ...(times && { times }) });

/** A doctor has put in his card and typed his PIN into the HIS. */
async function doctorAtWork(): Promise<void> {
  const { reader } = callersOf(simulator.addresses);
  await simulator.control.putCard('hpc', { doctor: 0 });
  await reader('POST', '/api/common/v1/Initial', {});
  await reader('POST', '/api/sam/v1/Verification', {});
  await reader('POST', '/api/hpc/v1/Verification/Hpc', { pin });
}

test('every patient of the simulator gets the badge that was reckoned by hand, by one signature', async () => {
  const lookup = host({ config: { autoQuery: 'both' } });
  for (const patient of patients) {
    const answer = await lookup(patient);
    expect(shown(answer), patient.scenario).toEqual(patient.expected);
    expect(answer.elsewhere, patient.scenario).toBe(patient.elsewhereCount > 0);
  }
  const entries = await webLog();
  expect(entries.every(({ code }) => code === '00')).toBe(true);
  expect(new Set(entries.map(({ signature }) => signature)).size).toBe(1);
});

test.each(Object.entries(SIGNERS))('signer %s is what the NHI verifies as %s', async (signer, cards) => {
  await doctorAtWork();
  const patient = one('overdue');
  await simulator.control.putCard('hc', { patient: patient.index });
  const lookup = host({ signing: { signer: signer as Signer } });
  expect(shown(await lookup(patient))).toEqual(patient.expected);
  expect(await webLog()).toMatchObject([
    { code: '00', signers: cards, patient: patient.index, refused: null },
  ]);
});

test.each([
  ['none', 4],
  ['perPatient', 2],
  ['window', 1],
] as const)('a signature of the SAM with reuse %s is made %i times for two patients twice', async (reuse, made) => {
  const lookup = host({ signing: { signer: 'sam', reuse } });
  for (let i = 0; i < 2; i += 1) {
    await lookup(one('due'));
    await lookup(one('none'));
  }
  const signatures = (await webLog()).map(({ signature }) => signature);
  expect(signatures).toHaveLength(4);
  expect(new Set(signatures).size).toBe(made);
});

test('missing cards are asked for by the badge, and the query follows once they are in', async () => {
  const patient = one('due');
  const lookup = host({ signing: { signer: 'hpcHc' } });
  expect(await lookup(patient)).toMatchObject({ badge: { state: 'insertDoctorCard' } });
  await doctorAtWork();
  expect(await lookup(patient)).toMatchObject({ badge: { state: 'insertPatientCard' } });
  await simulator.control.putCard('hc', { patient: one('none').index });
  expect(await lookup(patient)).toMatchObject({
    badge: { state: 'insertPatientCard' },
    error: { key: 'app:cardOtherPatient' },
  });
  expect(await webLog()).toEqual([]);
  await simulator.control.putCard('hc', { patient: patient.index });
  expect(shown(await lookup(patient))).toEqual(patient.expected);
});

test('a signature that the NHI calls too old is made anew once, and then believed', async () => {
  const lookup = host();
  await lookup(one('due'));
  await simulator.control.clock(61 * 60_000);
  expect(shown(await lookup(one('arrived')))).toEqual(one('arrived').expected);
  expect((await webLog()).map(({ code }) => code)).toEqual(['00', '8203', '00']);
  await webFault({ kind: 'code', code: '8203' });
  expect(await lookup(one('due'))).toMatchObject({
    badge: { state: 'cannotTell' },
    error: { key: 'web:8203' },
  });
  expect((await webLog()).map(({ code }) => code).slice(3)).toEqual(['8203', '8203']);
});

const CODES = ['5002', '5003', '5004', '8201', '8202', '8205', '9002', '9005', '9999', '01', '7777'];
const WEB_FAULTS: [key: string, fault: Fault][] = [
  ...CODES.map((code): [string, Fault] => [`web:${code}`, { kind: 'code', code }]),
  ...[500, 502, 503, 404, 302].map((status): [string, Fault] => ['app:webHttp', { kind: 'http', status }]),
  ['app:answerUnreadable', { kind: 'garbage' }],
  ['app:answerUnreadable', { kind: 'truncated' }],
  ['app:answerIncomplete', { kind: 'cut' }],
  ['app:answerIncomplete', { kind: 'incomplete' }],
  ['app:answerOtherPatient', { kind: 'wrongPatient' }],
  ['app:webTimeout', { kind: 'silent' }],
  ['app:webTimeout', { kind: 'slow', ms: 3_000 }],
];

test.each(WEB_FAULTS)('%s is told as such and never as "none": %j', async (key, fault) => {
  await webFault(fault);
  const lookup = host({ timeoutMs: 1_000 });
  for (const patient of [one('none'), one('overdue')]) {
    expect(await lookup(patient)).toMatchObject({
      badge: { state: 'cannotTell', count: 0, dueOn: null, asOf: null },
      error: { key },
    });
  }
  await simulator.control.clearFaults();
  expect(shown(await lookup(one('overdue')))).toEqual(one('overdue').expected);
});

const CONSOLE_FAULTS: [key: string, fault: Fault][] = [
  ['reader:4061', { kind: 'code', code: 4061 }],
  ['reader:9003', { kind: 'code', code: 9003 }],
  ['app:consoleGarbled', { kind: 'garbage' }],
  ['app:consoleGarbled', { kind: 'truncated' }],
  ['app:consoleGarbled', { kind: 'cut' }],
  ['app:consoleGarbled', { kind: 'http', status: 500 }],
];

test.each(
  CONSOLE_FAULTS,
)('%s at any call of the console is told, and nothing is sent: %j', async (key, fault) => {
  const calls = ['GET /api/common/v1/Status', 'POST /api/sam/v1/Verification', 'POST /api/sam/v1/Signature'];
  for (const call of calls) {
    await simulator.control.reset();
    await simulator.control.fault({ on: 'console', call, fault });
    expect(await host()(one('none'))).toMatchObject({ badge: { state: 'cannotTell' }, error: { key } });
    expect(await webLog()).toEqual([]);
  }
});

test('an NHI under another root is not asked anything', async () => {
  const { console, web } = simulator.addresses;
  const lookup = host({ config: { endpoints: { console: console.url, web: web.wrongCaUrl } } });
  expect(await lookup(one('none'))).toMatchObject({
    badge: { state: 'cannotTell' },
    error: { key: 'app:tlsUntrusted', class: 'fatal' },
  });
  const rootsOfNode = host({ config: { webCa: null } });
  expect(await rootsOfNode(one('none'))).toMatchObject({ error: { key: 'app:tlsUntrusted' } });
  expect(await webLog()).toEqual([]);
});

test('a console that shows another certificate stops everything; both pinned, it may be renewed', async () => {
  const { console } = simulator.addresses;
  const [lookup, renewing] = [host(), host({ pins: [console, console.changed] })];
  await lookup(one('due'));
  await renewing(one('due'));
  const before = (await simulator.control.log()).length;
  await simulator.control.console({ certificate: 'changed' });
  const fresh = host();
  expect(await fresh(one('due'))).toMatchObject({
    badge: { state: 'cannotTell' },
    error: { key: 'app:consoleChanged', class: 'fatal' },
  });
  expect(await simulator.control.log()).toHaveLength(before);
  const renewed = host({ pins: [console, console.changed] });
  expect(shown(await renewed(one('due')))).toEqual(one('due').expected);
  expect(await host({ pins: [] })(one('due'))).toMatchObject({ error: { key: 'app:consoleNotTrusted' } });
});

test('a console held by another program is an ordinary state, and ends by itself', async () => {
  await simulator.control.console({ inUse: true });
  const lookup = host();
  expect(await lookup(one('due'))).toMatchObject({ error: { key: 'app:readerBusy', class: 'wait' } });
  await simulator.control.console({ inUse: false });
  expect(shown(await lookup(one('due')))).toEqual(one('due').expected);
});

test("with cards coming and going, nobody is ever looked up by another patient's card", async () => {
  await doctorAtWork();
  const move = fc.record({ card: fc.option(fc.nat(3)), asked: fc.nat(3), overlap: fc.boolean() });
  const signing = fc.record({
    signer: fc.constantFrom('hc', 'hpcHc' as const),
    reuse: fc.constantFrom('none', 'perPatient', 'window' as const),
  });
  await fc.assert(
    fc.asyncProperty(signing, fc.array(move, { minLength: 3, maxLength: 8 }), async (rules, moves) => {
      const lookup = host({ signing: rules });
      const running: Promise<unknown>[] = [];
      for (const { card, asked, overlap } of moves) {
        await simulator.control.putCard('hc', card === null ? null : { patient: card });
        const patient = patients[asked] ?? one('none');
        const checked = lookup(patient).then((answer) => {
          const known = answer.error === null;
          expect(known ? shown(answer) : answer.badge.state).toEqual(
            known ? patient.expected : 'insertPatientCard',
          );
        });
        running.push(checked);
        if (!overlap) await checked;
      }
      await Promise.all(running);
    }),
    { numRuns: 25 },
  );
  const entries = await webLog();
  expect(entries.length).toBeGreaterThan(20);
  expect(entries.filter(({ refused }) => refused !== null)).toEqual([]);
});

test.each([
  'sam',
  'hpcHc',
] as const)('a HIS that works on the console all the while loses nothing to %s lookups', async (signer) => {
  const { url, certificateFile } = simulator.addresses.console;
  const patient = one('due');
  await simulator.control.putCard('hpc', { doctor: 0 });
  await simulator.control.putCard('hc', { patient: patient.index });
  await simulator.control.console({ latencyMs: 5 });
  const certificate = readFileSync(certificateFile, 'utf8');
  const his = await startHisClient({ url, certificate, pin, patientId: () => patient.id });
  const lookup = host({ signing: { signer, reuse: 'none' } });
  for (let i = 0; i < 15; i += 1) {
    const both = await Promise.all([lookup(patient), lookup(patient, { trigger: 'refresh' })]);
    for (const answer of both) expect(shown(answer)).toEqual(patient.expected);
  }
  await his.worked(2);
  expect(his.losses).toEqual([]);
  expect(his.rounds()).toBeGreaterThan(5);
  const ours = (await simulator.control.log()).flatMap((entry) =>
    entry.on === 'console' && entry.client === 'other' ? [entry.call] : [],
  );
  await his.stop();
  const forbidden = /Finalize|Initial|Verification|hpc\/v1\/Logout/;
  expect(ours.filter((call) => forbidden.test(call))).toEqual([]);
});

test('a PIN never passes through us', async () => {
  await simulator.control.putCard('hpc', { doctor: 0 });
  const lookup = host({ signing: { signer: 'hpc' } });
  expect(await lookup(one('due'))).toMatchObject({ badge: { state: 'insertDoctorCard' } });
  expect((await consoleCalls()).filter((call) => call.includes('hpc'))).toEqual([]);
});
