import { describe, expect, test, vi } from 'vitest';
import type { NationalId } from '../../shared/domain/national-id.ts';
import { LEGAL_CLOCK } from '../../shared/domain/reply-clock.ts';
import type { TaiwanDate } from '../../shared/domain/taiwan-date.ts';
import { CodedError, type ErrorKey } from '../../shared/protocol/errors/codes.ts';
import type { AnswerOf, RequestOf } from '../../shared/protocol/messages.ts';
import type { Binding } from '../../shared/protocol/schemas.ts';
import { loadContracts } from '../contract/contracts.ts';
import type { Reader } from '../reader/reader.ts';
import type { Lookup, LookupStore } from '../store/store.ts';
import type { Call } from '../wire/handlers.ts';
import { createQueryService, OTHER, OWN, type QueryParts } from './service.ts';

const ID = 'A123456789' as NationalId;
const BORN = '1976-03-12' as TaiwanDate;
const NOW = Date.parse('2025-11-24T10:00:00+08:00');
const BINDING = { tab: 1, frame: 0, nonce: '0'.repeat(32), seq: 7 };

const arrived = {
  inOut: 'I',
  referNo: 'P1',
  issueDate: '1141120',
  outHospId: '3501200000',
  inHospId: '0401180014',
  acceptMark: '0',
  contactMark: 'N',
  noReturnMark: 'N',
};
const answer = (sub: object[]) => ({
  rtnCode: '00',
  sPatId: ID,
  patBirthday: '0650312',
  patName: '王小明',
  total: sub.length,
  sub,
});

type Say = unknown | (() => unknown);
interface Setup {
  own?: Say;
  other?: Say;
  reader?: ErrorKey;
  store?: Partial<LookupStore>;
  config?: Partial<QueryParts['config']>;
}

/** The service on a scripted reader, NHI and store; `happened` is what they saw, in order. */
function make({ own = answer([arrived]), other = answer([]), reader: failing, store, config }: Setup = {}) {
  const happened: string[] = [];
  const rows: Lookup[] = [];
  const marks: Binding[] = [];
  const reader: Reader = {
    status: async () => ({ initialized: true, sam: 2, patientCard: 0, doctorCard: 0 }),
    verifySam: () => reader.status(),
    async sign({ serviceType }) {
      happened.push('sign');
      if (failing) throw new CodedError(failing);
      const cards = { doctorCardNo: null, doctorId: null, patientCardNo: null, patientId: null };
      const sam = { samId: 'SAM2', institutionCode: '3501200000', serviceType, ...cards };
      return { signature: 's', clientRandom: 'r', ...sam, at: NOW };
    },
  };
  const service = createQueryService({
    config: {
      endpoints: { console: 'https://localhost:5066', web: 'https://localhost:1' },
      signOffs: [],
      webCa: null,
      clock: LEGAL_CLOCK,
      autoQuery: 'own',
      answerCacheSeconds: 60,
      ...config,
    },
    contracts: loadContracts([]),
    reader,
    store: {
      beginLookup: async (lookup) => {
        happened.push(`begin ${lookup.operation} ${lookup.origin}`);
        return rows.push(lookup);
      },
      endLookup: async (row, result) => void happened.push(`end ${rows[row - 1]?.operation} ${result}`),
      rememberSam: async () => null,
      samSince: async () => null,
      ...store,
    },
    now: () => NOW,
    web: {
      async post(url) {
        const which = url.pathname.includes('Other') ? OTHER : OWN;
        happened.push(`post ${which}`);
        const say = which === OWN ? own : other;
        return typeof say === 'function' ? say() : say;
      },
    },
    samChanged: () => happened.push('samChanged'),
    elsewhere: (binding) => void marks.push(binding),
  });
  return { service, happened, rows, marks };
}
type Service = ReturnType<typeof make>['service'];

function call(signal = new AbortController().signal, phases: string[] = []): Call {
  return { sender: 'content', signal, progress: (phase) => void phases.push(phase) };
}
/** How a lookup ended is written a turn after its answer left. */
function afterwards<T>(answered: Promise<T>): Promise<T> {
  return answered.finally(() => new Promise(setImmediate));
}
function badge(
  service: Service,
  change: Partial<RequestOf<'badge.lookup'>> = {},
  signal?: AbortSignal,
): Promise<AnswerOf<'badge.lookup'>> {
  const patient = { id: ID, birthDate: BORN };
  const request = { binding: BINDING, page: 'https://his', trigger: 'auto', patient, doctor: '林' } as const;
  return afterwards(service.handlers['badge.lookup']({ ...request, ...change }, call(signal)));
}
function read(service: Service, refresh = false): Promise<AnswerOf<'referrals.read'>> {
  const patient = { id: ID, birthDate: BORN };
  const request = { binding: BINDING, page: 'https://his', refresh, patient, doctor: '林' };
  return afterwards(service.handlers['referrals.read'](request, call()));
}
const code = (key: ErrorKey) => () => {
  throw new CodedError(key);
};

test('query 1 alone makes the badge, after its record and before its end', async () => {
  const { service, happened, rows } = make();
  expect(await badge(service)).toEqual({
    binding: BINDING,
    badge: { state: 'arrived', count: 1, dueOn: null, source: 'live', asOf: new Date(NOW).toISOString() },
    elsewhere: null,
    error: null,
  });
  expect(happened).toEqual([`begin ${OWN} screen`, 'sign', `post ${OWN}`, `end ${OWN} ok:00`]);
  expect(rows[0]).toEqual({
    origin: 'screen',
    patient: ID,
    doctor: '林',
    page: 'https://his',
    operation: OWN,
  });
});

test.each([
  'app:auditUnwritable',
  'app:storeUnavailable',
  'app:limitAutomatic',
] as const)('no row, no query: %s', async (key) => {
  const { service, happened } = make({ store: { beginLookup: async () => code(key)() } });
  expect(await badge(service)).toMatchObject({ badge: { state: 'cannotTell' }, error: { key } });
  expect(happened).toEqual([]);
});

test.each([
  ['app:insertPatientCard', 'insertPatientCard'],
  ['app:cardOtherPatient', 'insertPatientCard'],
  ['app:insertDoctorCard', 'insertDoctorCard'],
  ['app:readerBusy', 'cannotTell'],
  ['app:consoleChanged', 'cannotTell'],
  ['reader:4061', 'cannotTell'],
] as const)('the reader says %s: the badge says %s and why', async (key, state) => {
  const { service, happened } = make({ reader: key });
  const { badge: shown, error } = await badge(service);
  expect(shown).toEqual({ state, count: 0, dueOn: null, source: null, asOf: null });
  expect(error).toMatchObject({ key });
  expect(happened.at(-1)).toBe(`end ${OWN} ${key}`);
});

test.each([
  ['app:webTimeout', code('app:webTimeout')],
  ['app:answerUnreadable', {}],
  ['app:answerUnreadable', null],
  ['web:9005', { ...answer([]), rtnCode: '9005' }],
  ['app:answerIncomplete', { ...answer([]), total: 1 }],
  ['app:answerOtherPatient', { ...answer([]), sPatId: 'B123456780' }],
  ['app:answerOtherPatient', { ...answer([]), patBirthday: '0650313' }],
  ['app:internal', () => Promise.reject(new TypeError('unforeseen'))],
])('%s is never "none"', async (key, own) => {
  const { service, happened } = make({ own });
  expect(await badge(service)).toMatchObject({ badge: { state: 'cannotTell' }, error: { key } });
  expect(happened.at(-1)).toBe(`end ${OWN} ${key}`);
  expect((await read(service)).own.kind).toBe('failed');
});

test('a signature that is too old is made anew, once', async () => {
  let refused = 0;
  const once = () => {
    refused += 1;
    return refused === 1 ? { rtnCode: '8203' } : answer([arrived]);
  };
  const first = make({ own: once });
  expect(await badge(first.service)).toMatchObject({ badge: { state: 'arrived' } });
  expect(first.happened.filter((what) => what === 'sign')).toHaveLength(2);
  const always = make({ own: { rtnCode: '8203' } });
  expect(await badge(always.service)).toMatchObject({ error: { key: 'web:8203' } });
  expect(always.happened.filter((what) => /sign|post/.test(what))).toHaveLength(4);
});

test('a kept answer is shown again without a query, and a refresh bypasses it', async () => {
  const { service, happened } = make();
  await badge(service);
  const before = happened.length;
  expect((await badge(service)).badge).toMatchObject({ state: 'arrived', source: 'cache' });
  expect((await badge(service, { trigger: 'midnight' })).badge.source).toBe('cache');
  expect(happened).toHaveLength(before);
  expect((await badge(service, { trigger: 'refresh' })).badge.source).toBe('live');
  expect(happened.slice(before)).toEqual([`begin ${OWN} refresh`, `post ${OWN}`, `end ${OWN} ok:00`]);
});

test('a kept answer is shown to another doctor only after his own record', async () => {
  const { service, happened } = make();
  await badge(service);
  const before = happened.length;
  expect((await badge(service, { doctor: '陳' })).badge.source).toBe('cache');
  expect(happened.slice(before)).toEqual([`begin ${OWN} screen`, `end ${OWN} kept`]);
  const unwritable = make({ store: { beginLookup: writesOnce() } });
  await badge(unwritable.service);
  expect(await badge(unwritable.service, { doctor: '陳' })).toMatchObject({
    badge: { state: 'cannotTell' },
    error: { key: 'app:auditUnwritable' },
  });
});

test('a kept answer is compared with the birth date on the screen like a fresh one', async () => {
  const { service } = make();
  await badge(service);
  const other = { id: ID, birthDate: '1976-03-13' as TaiwanDate };
  expect(await badge(service, { patient: other })).toMatchObject({
    badge: { state: 'cannotTell' },
    error: { key: 'app:answerOtherPatient' },
  });
});

test('lookups at the same time share the query, and each has its record', async () => {
  const { service, happened } = make();
  const [one, two] = await Promise.all([badge(service), badge(service, { doctor: '陳' })]);
  expect([one.badge.state, two.badge.state]).toEqual(['arrived', 'arrived']);
  expect(happened.filter((what) => what.startsWith('post'))).toHaveLength(1);
  expect(happened.filter((what) => what.startsWith('begin'))).toHaveLength(2);
  expect(happened.filter((what) => what.startsWith('end'))).toHaveLength(2);
});

test('who gives up gets no badge, and the record says so', async () => {
  const controller = new AbortController();
  const own = () => {
    controller.abort();
    return new Promise(() => {});
  };
  const { service, happened } = make({ own });
  await expect(badge(service, {}, controller.signal)).rejects.toThrow('wire:cancelled');
  expect(happened.at(-1)).toBe(`end ${OWN} wire:cancelled`);
});

test('query 2 adds its mark where configuration asks for it, and stops nothing when it fails', async () => {
  const elsewhere = { ...arrived, inOut: 'E' };
  const config = { autoQuery: 'both' } as const;
  expect(await badge(make({ config, other: answer([elsewhere]) }).service)).toMatchObject({
    elsewhere: true,
  });
  expect(await badge(make({ config }).service)).toMatchObject({ elsewhere: false });
  const failed = make({ config, other: code('app:webTimeout') });
  expect(await badge(failed.service)).toMatchObject({
    badge: { state: 'arrived' },
    elsewhere: null,
    error: null,
  });
  const never = make({ config, other: () => new Promise(() => {}) });
  expect(await badge(never.service)).toMatchObject({ badge: { state: 'arrived' }, elsewhere: null });
});

describe.concurrent('query 2 that is slower than the badge', () => {
  const config = { autoQuery: 'both' } as const;
  const found = answer([{ ...arrived, inOut: 'E' }]);
  const slow = () => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    return { ...make({ config, other: () => promise }), resolve, reject };
  };

  test('tells of its mark later, once, for the same patient, and is not asked again for it', async () => {
    const { service, happened, marks, resolve } = slow();
    expect(await badge(service)).toMatchObject({ badge: { state: 'arrived' }, elsewhere: null });
    expect(marks).toEqual([]);
    resolve(found);
    await vi.waitFor(() => expect(marks).toEqual([BINDING]));
    expect(await badge(service)).toMatchObject({ badge: { source: 'cache' }, elsewhere: true });
    expect(happened.filter((what) => what === `post ${OTHER}`)).toHaveLength(1);
    expect(marks).toEqual([BINDING]);
  });

  test.each([
    ['finds nothing', (late: ReturnType<typeof slow>) => late.resolve(answer([]))],
    ['fails', (late: ReturnType<typeof slow>) => late.reject(new CodedError('app:webTimeout'))],
  ])('%s: nothing is told', async (_, end) => {
    const late = slow();
    await badge(late.service);
    end(late);
    await vi.waitFor(() => expect(late.happened.join()).toContain(`end ${OTHER}`));
    expect(late.marks).toEqual([]);
  });
});

test('without automatic queries the badge waits to be asked', async () => {
  const { service, happened } = make({ config: { autoQuery: 'none' } });
  expect(await badge(service)).toMatchObject({
    badge: { state: 'cannotTell' },
    error: { key: 'app:autoQueryOff', class: 'wait' },
  });
  expect(happened).toEqual([]);
  expect(await badge(service, { trigger: 'refresh' })).toMatchObject({ badge: { state: 'arrived' } });
});

test('the panel gets both answers with where each referral stands', async () => {
  const { service, happened } = make();
  const answered = await read(service);
  expect(answered).toMatchObject({
    binding: BINDING,
    whose: { id: ID, name: '王小明', birthDate: BORN },
    badge: { state: 'arrived' },
    own: { kind: 'answer', standings: [{ state: 'arrived', dueOn: null }], source: 'live' },
    other: { kind: 'answer', referrals: [] },
  });
  expect(happened.filter((what) => what.startsWith('begin')).sort()).toEqual([
    `begin ${OTHER} screen`,
    `begin ${OWN} screen`,
  ]);
});

test('the panel shows what it has when one query failed', async () => {
  const { service } = make({ other: code('app:webHttp') });
  expect(await read(service)).toMatchObject({
    badge: { state: 'arrived' },
    own: { kind: 'answer' },
    other: { kind: 'failed', error: { key: 'app:webHttp' } },
  });
  const reverse = make({ own: code('app:webHttp') });
  expect(await read(reverse.service)).toMatchObject({
    whose: { id: ID, name: '王小明' },
    badge: { state: 'cannotTell' },
    other: { kind: 'answer' },
  });
});

test('a typed lookup is its own origin, whoever typed', async () => {
  const { service, rows } = make();
  await service.handlers['lookup.typed'](
    { id: ID, refresh: false, doctor: null },
    { ...call(), sender: 'cli' },
  );
  expect(rows.map(({ origin, page }) => `${origin} ${page}`)).toEqual(['typed cli', 'typed cli']);
});

test('an invalid sign-off keeps production shut before anything is signed or recorded', async () => {
  const endpoints = { console: 'https://localhost:5066', web: null };
  const { service, happened } = make({ config: { endpoints } });
  expect(await badge(service)).toMatchObject({
    badge: { state: 'cannotTell' },
    error: { key: 'app:notSignedOff', field: OWN },
  });
  expect(happened).toEqual([]);
});

test('another security module than before is told', async () => {
  const { service, happened } = make({ store: { rememberSam: async () => 'SAM1' } });
  await badge(service);
  expect(happened).toContain('samChanged');
});

test('a caller hears how far his lookup is', async () => {
  const { service } = make();
  const phases: string[] = [];
  const request = { id: ID, refresh: false, doctor: null };
  await service.handlers['lookup.typed'](request, call(undefined, phases));
  expect(phases.slice(0, 3)).toEqual(['audit', 'audit', 'signing']);
  expect(new Set(phases)).toEqual(new Set(['audit', 'signing', 'asking', 'reading']));
});

/** A disk that is full after the first row. */
function writesOnce(): LookupStore['beginLookup'] {
  let rows = 0;
  return async () => {
    rows += 1;
    if (rows > 1) throw new CodedError('app:auditUnwritable');
    return rows;
  };
}
