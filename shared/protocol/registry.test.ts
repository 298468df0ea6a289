import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { nationalId } from '../domain/national-id.ts';
import { type EventBody, type EventName, events } from './events.ts';
import type { Screen } from './extension-messages.ts';
import { hostMessages } from './host-messages.ts';
import { isHostMessage, isMessage, type MessageType, messages, type RequestOf } from './messages.ts';
import { PROTOCOL } from './version.ts';

const id = nationalId('A123456789') ?? expect.unreachable();
const nonce = '0123456789abcdef0123456789abcdef';
const binding = { tab: 1, frame: 0, nonce, seq: 1 };
const patient = { id, birthDate: null };
const page = 'https://his.example';
const screen: Screen = {
  nonce,
  seq: 1,
  status: 'noPatient',
  field: null,
  patient: null,
  activeVisit: false,
  visible: true,
  trusted: false,
  trigger: 'auto',
};

/** One request of each, as its sender writes it. A message without one does not compile. */
const requests: { [T in MessageType]: RequestOf<T> } = {
  'badge.lookup': { binding, page, trigger: 'auto', patient, doctor: null },
  'referrals.read': { binding, page, refresh: false, patient, doctor: '王醫師' },
  'lookup.typed': { id, refresh: true, doctor: null },
  'lookup.card': { offer: null, doctor: null },
  'card.watch': {},
  'reader.verifySam': {},
  'page.note': { page, problem: 'idMasked' },
  'doctor.run': {},
  'page.open': {},
  'page.trusted': {},
  'screen.report': screen,
  'screen.read': {},
  'screen.current': { tab: 1 },
  'badge.show': { nonce, seq: 1, view: { state: 'none', count: 0, elsewhere: false, reason: null } },
  'panel.open': {},
  'host.status': { reconnect: false },
  cancel: { call: 'a1' },
};

const bodies: { [E in EventName]: EventBody<E> } = {
  hello: { protocol: PROTOCOL, oldest: PROTOCOL - 1, product: '0.1.0', capabilities: [] },
  'card.changed': { state: 'empty', offer: null, whose: null, error: null },
  'badge.elsewhere': { binding },
  progress: { call: 'a1', phase: 'signing' },
  'host.changed': { state: 'connecting', protocol: null, product: null, capabilities: [], error: null },
};

const types = Object.keys(messages) as MessageType[];

describe('requests', () => {
  it.each(types)('%s: as written it is taken, with a key more it is refused', (type) => {
    expect(v.is(messages[type].request, requests[type])).toBe(true);
    expect(v.is(messages[type].request, { ...requests[type], url: 'https://example.invalid' })).toBe(false);
  });

  it.each(types)('%s: no key may be left out', (type) => {
    for (const key of Object.keys(requests[type])) {
      const rest = Object.fromEntries(Object.entries(requests[type]).filter(([name]) => name !== key));
      expect(v.is(messages[type].request, rest), key).toBe(false);
    }
  });

  it('the host hears of no URL beyond an origin, no path, no PIN and no APDU', () => {
    const keys = JSON.stringify(Object.keys(hostMessages).map((type) => requests[type as MessageType]));
    expect(keys).not.toMatch(/"(?:url|path|file|pin|apdu|signature|key)"/i);
  });
});

describe('declarations', () => {
  it.each(types)('%s came with a protocol that we speak, and ends', (type) => {
    const { since, deadlineMs } = messages[type];
    expect([since >= 1 && since <= PROTOCOL, deadlineMs >= 1000 && deadlineMs <= 60_000]).toEqual([
      true,
      true,
    ]);
  });

  it('only a button of ours authenticates the security module, once, never by itself again', () => {
    const { replaySafe, senders } = messages['reader.verifySam'];
    expect(replaySafe).toBe(false);
    expect(senders).not.toContain('content');
  });

  it('no page and no panel says what was seen of a page: only the worker does', () => {
    expect(messages['page.note'].senders).toEqual(['worker']);
  });

  it('a HIS page starts nothing at the host but the badge of its own patient', () => {
    const fromPages = Object.entries(hostMessages).filter(([, { senders }]) =>
      senders.includes('content' as never),
    );
    expect(fromPages.map(([type]) => type)).toEqual(['badge.lookup']);
  });
});

it('knows its own messages and no others', () => {
  expect([isHostMessage('badge.lookup'), isHostMessage('page.open'), isMessage('page.open')]).toEqual([
    true,
    false,
    true,
  ]);
  for (const type of ['constructor', 'toString', '__proto__', '']) expect(isMessage(type), type).toBe(false);
});

it.each(
  Object.keys(events) as EventName[],
)('the event %s is taken as it is told, newer keys and all', (name) => {
  expect(v.is(events[name].body, bodies[name])).toBe(true);
  expect(v.is(events[name].body, { ...bodies[name], newer: 1 })).toBe(true);
  expect(v.is(events[name].body, {})).toBe(false);
});
