import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import frozen from '../../test/fixtures/protocol-1.json' with { type: 'json' };
import { CancelFrame, HostFrame, RequestFrame } from './envelope.ts';
import { type EventName, events } from './events.ts';
import { hostMessages } from './host-messages.ts';
import { negotiate, OLDEST_PROTOCOL, PROTOCOL } from './version.ts';

type Type = keyof typeof frozen.exchanges;
const types = Object.keys(frozen.exchanges) as Type[];

it('the fixture is as it was frozen', () => {
  const text = readFileSync(new URL('../../test/fixtures/protocol-1.json', import.meta.url));
  expect(createHash('sha256').update(text).digest('hex')).toBe(
    '7a22b82e49ca90e4650df6cdd07790d48bccf07eba3226731675e70ef826bc40',
  );
});

it('holds every message and event that protocol 1 has, and protocol 1 is still understood', () => {
  const first = (table: Record<string, { since: number }>) =>
    Object.entries(table).flatMap(([name, { since }]) => (since === 1 ? [name] : []));
  expect(types.sort()).toEqual(first(hostMessages).sort());
  expect(Object.keys(frozen.events).sort()).toEqual(
    first(Object.fromEntries(Object.entries(events).filter(([, event]) => event.from === 'host'))).sort(),
  );
  expect(OLDEST_PROTOCOL).toBe(1);
});

describe.each(types)('%s', (type) => {
  const { request, answer } = frozen.exchanges[type];

  it('is taken by our host from an extension of protocol 1', () => {
    expect(v.is(RequestFrame, request)).toBe(true);
    expect(v.is(hostMessages[type].request, request.body)).toBe(true);
    expect(hostMessages[type].senders).toContain(request.sender);
  });

  it('is answered by a host of protocol 1 in words that our extension takes', () => {
    expect(v.is(HostFrame, answer)).toBe(true);
    expect(v.parse(hostMessages[type].answer, answer.body)).toEqual(answer.body);
  });

  it('is asked by us with no key that a host of protocol 1 would refuse', () => {
    expect(keysOf(hostMessages[type].request)).toEqual(keysOfValue(request.body));
  });
});

it('the other frames are taken as they were', () => {
  expect(v.is(CancelFrame, frozen.cancel)).toBe(true);
  for (const frame of [frozen.failure, frozen.chunk, ...Object.values(frozen.events)]) {
    expect(v.is(HostFrame, frame)).toBe(true);
  }
});

it.each(Object.entries(frozen.events))('the event %s is understood', (name, { body }) => {
  expect(v.is(events[name as EventName].body, body)).toBe(true);
});

it('the two sides then speak protocol 1', () => {
  const { protocol, oldest } = frozen.events.hello.body;
  expect(negotiate(protocol, oldest)).toBe(1);
  expect(PROTOCOL).toBeGreaterThan(protocol);
});

interface Entries {
  entries?: Record<string, Entries>;
}

/** Every key that a request may have, at every depth of its own objects: `patient.id`. */
function keysOf(schema: unknown, at = ''): string[] {
  return Object.entries((schema as Entries).entries ?? {})
    .flatMap(([key, entry]) => [at + key, ...keysOf(entry, `${at}${key}.`)])
    .sort();
}

function keysOfValue(value: unknown, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .flatMap(([key, inner]) => [at + key, ...keysOfValue(inner, `${at}${key}.`)])
    .sort();
}
