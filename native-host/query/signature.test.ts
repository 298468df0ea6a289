import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Signing } from '../../shared/contract/operation.ts';
import type { NationalId } from '../../shared/domain/national-id.ts';
import type { Proof, Reader, SignatureNeed } from '../reader/reader.ts';
import { createSignatures } from './signature.ts';

const PATIENTS = ['A123456789', 'B123456780', 'C123456781'] as NationalId[];
const MINUTE = 60_000;
const WINDOW: Signing = { signer: 'sam', serviceType: '91', reuse: 'window', windowMinutes: 55 };

/** A reader that signs with whatever cards it is asked for, and counts. */
function fakeReader(clock: { now: number }) {
  const self = {
    signed: [] as SignatureNeed[],
    asked: 0,
    samId: 'SAM1',
    doctorCardNo: 'D1',
    doctorCard: 3,
    hold: Promise.resolve(),
  };
  const reader: Reader = {
    async status() {
      self.asked += 1;
      if (Number.isNaN(self.doctorCard)) throw new Error('no console');
      return { initialized: true, sam: 2, patientCard: 1, doctorCard: self.doctorCard };
    },
    verifySam: () => reader.status(),
    async sign(need) {
      const at = clock.now;
      self.signed.push(need);
      const signature = `signature ${self.signed.length}`;
      await self.hold;
      const doctor = /hpc/.test(need.signer) ? self.doctorCardNo : null;
      const patient = /^hc|Hc$/.test(need.signer) ? need.patient : null;
      return {
        signature,
        clientRandom: 'r',
        samId: self.samId,
        institutionCode: '3501200000',
        serviceType: need.serviceType,
        doctorCardNo: doctor,
        doctorId: doctor,
        patientCardNo: patient,
        patientId: patient,
        at,
      };
    },
  };
  return { self, reader };
}

function make() {
  const clock = { now: 1_000_000 };
  const { self, reader } = fakeReader(clock);
  return { clock, self, signatures: createSignatures(reader, () => clock.now) };
}
const need = (patient = PATIENTS[0] as NationalId, doctor: string | null = null) => ({ patient, doctor });

const signing = fc.record({
  signer: fc.constantFrom('sam', 'hpc', 'hc', 'hpcHc' as const),
  serviceType: fc.constantFrom('91', '30'),
  reuse: fc.constantFrom('none', 'perPatient', 'window' as const),
  windowMinutes: fc.integer({ min: 1, max: 60 }),
});
const step = fc.record({
  patient: fc.constantFrom(...PATIENTS),
  doctor: fc.constantFrom('林', '陳', null),
  passMs: fc.integer({ min: -5 * MINUTE, max: 70 * MINUTE }),
  otherSam: fc.boolean(),
  otherDoctor: fc.boolean(),
  refused: fc.boolean(),
});

test("whatever the contract and the order of things: no signature of one patient's card serves another, none outlives its window, none that was refused comes back", async () => {
  await fc.assert(
    fc.asyncProperty(signing, fc.array(step, { minLength: 2, maxLength: 30 }), async (rules, steps) => {
      const { clock, self, signatures } = make();
      const usedFor = new Map<string, Set<string>>();
      let last: Proof | undefined;
      for (const { patient, doctor, passMs, otherSam, otherDoctor, refused } of steps) {
        clock.now += passMs;
        if (otherSam) self.samId += 'x';
        if (otherDoctor) self.doctorCardNo += 'x';
        const before = refused ? last : undefined;
        const proof = await signatures.get(rules, { patient, doctor }, before);
        if (/^hc|Hc$/.test(rules.signer)) expect(proof.patientId).toBe(patient);
        expect(clock.now - proof.at).toBeGreaterThanOrEqual(0);
        expect(clock.now - proof.at).toBeLessThan(rules.windowMinutes * MINUTE);
        expect(proof.serviceType).toBe(rules.serviceType);
        if (before) expect(proof.signature).not.toBe(before.signature);
        const users = usedFor.get(proof.signature) ?? new Set();
        usedFor.set(proof.signature, users.add(patient));
        last = proof;
      }
      const shared = [...usedFor.values()].some((users) => users.size > 1);
      if (rules.reuse === 'perPatient') expect(shared).toBe(false);
      if (rules.reuse === 'none') expect(self.signed).toHaveLength(steps.length);
    }),
    { numRuns: 300 },
  );
});

test('within the window one signature of the SAM serves all patients; at its end a new one is made', async () => {
  const { clock, self, signatures } = make();
  await signatures.get(WINDOW, need());
  clock.now += 55 * MINUTE - 1;
  await signatures.get(WINDOW, need(PATIENTS[1]));
  expect(self.signed).toHaveLength(1);
  clock.now += 1;
  await signatures.get(WINDOW, need());
  expect(self.signed).toHaveLength(2);
});

test('needs that overlap share one signing, and also its failure', async () => {
  const { self, signatures } = make();
  let release = () => {};
  self.hold = new Promise((resolve) => {
    release = resolve;
  });
  const both = [signatures.get(WINDOW, need()), signatures.get(WINDOW, need(PATIENTS[1]))];
  release();
  const [one, two] = await Promise.all(both);
  expect(one).toBe(two);
  const failing = make();
  failing.self.hold = Promise.reject(new Error('card pulled'));
  const tries = [failing.signatures.get(WINDOW, need()), failing.signatures.get(WINDOW, need())];
  for (const tried of await Promise.allSettled(tries)) expect(tried.status).toBe('rejected');
  expect(failing.self.signed).toHaveLength(1);
  failing.self.hold = Promise.resolve();
  await failing.signatures.get(WINDOW, need());
});

test('two that were refused the same signature get one new one between them', async () => {
  const { self, signatures } = make();
  const old = await signatures.get(WINDOW, need());
  const [one, two] = [await signatures.get(WINDOW, need(), old), await signatures.get(WINDOW, need(), old)];
  expect(one).toBe(two);
  expect(one).not.toBe(old);
  expect(self.signed).toHaveLength(2);
});

test("a doctor's signature ends when the card leaves or another doctor takes over", async () => {
  const rules: Signing = { ...WINDOW, signer: 'hpc' };
  const { self, signatures } = make();
  await signatures.get(rules, need(PATIENTS[0], '林'));
  await signatures.get(rules, need(PATIENTS[1], '林'));
  expect(self.signed).toHaveLength(1);
  await signatures.get(rules, need(PATIENTS[1], '陳'));
  expect(self.signed).toHaveLength(2);
  self.doctorCard = 2;
  await signatures.get(rules, need(PATIENTS[1], '陳'));
  expect(self.signed).toHaveLength(3);
});

test.each([
  'hpc',
  'hpcHc',
] as const)('where the page names no doctor, a signature of one %s never serves the next', async (signer) => {
  const rules: Signing = { ...WINDOW, signer };
  for (const unnamed of [null, '', ' ']) {
    const { self, signatures } = make();
    await signatures.get(rules, need(PATIENTS[0], unnamed));
    self.doctorCardNo = 'D2';
    expect((await signatures.get(rules, need(PATIENTS[0], unnamed))).doctorCardNo).toBe('D2');
    const both = [0, 1].map(() => signatures.get(rules, need(PATIENTS[0], unnamed)));
    const [one, two] = await Promise.all(both);
    expect(one?.signature).not.toBe(two?.signature);
  }
});

test.each([
  'status',
  'failed signing',
  'status that cannot be had',
])("a doctor's card that was out, by a %s of another need, ends all that was signed with it", async (sign) => {
  const hpc: Signing = { ...WINDOW, signer: 'hpc' };
  const { self, signatures } = make();
  const old = await signatures.get(hpc, need(PATIENTS[0], '林'));
  const sam = await signatures.get(WINDOW, need());
  await signatures.get(hpc, need(PATIENTS[0], '陳'));
  if (sign === 'status') self.doctorCard = 0;
  if (sign === 'status that cannot be had') self.doctorCard = Number.NaN;
  if (sign === 'failed signing') self.hold = Promise.reject(new Error('card pulled'));
  const other = sign === 'failed signing' ? '王' : '陳';
  await signatures.get(hpc, need(PATIENTS[0], other)).catch(() => undefined);
  self.doctorCard = 3;
  self.hold = Promise.resolve();
  expect(await signatures.get(hpc, need(PATIENTS[0], '林'))).not.toBe(old);
  expect(await signatures.get(WINDOW, need())).toBe(sam);
});

test('a signature that was being made when the card was seen to be out serves only those who waited for it', async () => {
  const hpc: Signing = { ...WINDOW, signer: 'hpc' };
  const { self, signatures } = make();
  await signatures.get(hpc, need(PATIENTS[0], '林'));
  let release = () => {};
  self.hold = new Promise((resolve) => {
    release = resolve;
  });
  const waiting = signatures.get(hpc, need(PATIENTS[0], '陳'));
  self.doctorCard = 2;
  const again = signatures.get(hpc, need(PATIENTS[0], '林'));
  await vi.waitFor(() => expect(self.signed).toHaveLength(3));
  self.doctorCard = 3;
  release();
  const made = await waiting;
  await again;
  expect(await signatures.get(hpc, need(PATIENTS[0], '陳'))).not.toBe(made);
});

test('one need asks the reader for its status once at most', async () => {
  const hpc: Signing = { ...WINDOW, signer: 'hpc' };
  const { self, signatures } = make();
  for (const patient of PATIENTS) await signatures.get(hpc, need(patient, '林'));
  expect(self.asked).toBe(PATIENTS.length - 1);
});

test('a fresh signature is told of, before anybody may use it', async () => {
  const { reader } = fakeReader({ now: 0 });
  const seen: string[] = [];
  const tell = async ({ samId }: Proof) => void seen.push(samId);
  await createSignatures(reader, () => 0, tell).get(WINDOW, need());
  expect(seen).toEqual(['SAM1']);
  const refuse = async () => Promise.reject(new Error('no store'));
  await expect(createSignatures(reader, () => 0, refuse).get(WINDOW, need())).rejects.toThrow('no store');
});

test('what an exchanged SAM had signed serves nobody any more', async () => {
  const rules: Signing = { ...WINDOW, reuse: 'perPatient' };
  const { self, signatures } = make();
  await signatures.get(rules, need(PATIENTS[0]));
  self.samId = 'SAM2';
  await signatures.get(rules, need(PATIENTS[1]));
  expect((await signatures.get(rules, need(PATIENTS[0]))).samId).toBe('SAM2');
});
