import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import frozen from '../fixtures/protocol-1.json' with { type: 'json' };
import { type Started, startSimulator } from '../simulator/start.ts';
import { configFor, type Frame, framed, type HostClient, startHost } from './host-client.ts';

type Type = keyof typeof frozen.exchanges;
const types = Object.keys(frozen.exchanges) as Type[];

let simulator: Started;
let host: HostClient;
let patient: { id: string; birthDate: string };

beforeAll(async () => {
  simulator = await startSimulator();
  patient = (await simulator.control.patients())[0] ?? expect.fail('no patient');
  host = startHost({ args: ['host', '--config', configFor(simulator.addresses)] });
});

afterAll(async () => {
  await host.end();
  await simulator.stop();
});

/** The recorded request, about a patient that the simulator knows. */
function requestOf(type: Type): string {
  const { request } = frozen.exchanges[type];
  return JSON.stringify({ ...request, id: `one-${types.indexOf(type)}` })
    .replaceAll('A123456789', patient.id)
    .replaceAll('1976-03-12', patient.birthDate);
}

/** Where `now` lacks what a reader of `then` relies on: a key, or the kind of its value. */
function losses(then: unknown, now: unknown, path = ''): string[] {
  if (then === null || now === null) return [];
  if (Array.isArray(then)) {
    if (!Array.isArray(now)) return [path];
    return then.length > 0 && now.length === 0 ? [`${path}[]`] : losses(then[0], now[0], `${path}[]`);
  }
  // Another outcome of the same query: it has keys of its own, and some other exchange shows them.
  if (kindOf(then) !== kindOf(now)) return [];
  if (typeof then !== 'object') return typeof then === typeof now ? [] : [path];
  return Object.entries(then as object).flatMap(([key, value]) => {
    const there = typeof now === 'object' && Object.hasOwn(now, key);
    return there
      ? losses(value, (now as Record<string, unknown>)[key], `${path}.${key}`)
      : [`${path}.${key}`];
  });
}

function kindOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'kind' in value ? value.kind : undefined;
}

describe('an extension of protocol 1', () => {
  it('is greeted as it knows it', async () => {
    const hello = await host.frame((one) => one.event === 'hello');
    expect(losses(frozen.events.hello, hello)).toEqual([]);
    expect(hello.body.oldest).toBe(1);
  });

  it.each(types)('asks %s and understands the answer', async (type) => {
    const request = requestOf(type);
    host.send(framed(request));
    const now = await host.frame((one) => one.id === JSON.parse(request).id);
    expect(now.ok, JSON.stringify(now.error)).toBe(true);
    expect(losses(frozen.exchanges[type].answer, now)).toEqual([]);
  });

  it('would notice what it lacks', () => {
    const then: Frame = frozen.exchanges['lookup.typed'].answer;
    const changed = structuredClone(then);
    delete changed.body.whose.id;
    changed.body.badge.count = '1';
    expect(losses(then, changed)).toEqual(['.body.whose.id', '.body.badge.count']);
  });

  it('hears of nothing that came later', () => {
    const events = new Set(host.frames.map(({ event }) => event).filter((name) => name !== undefined));
    expect([...events].filter((name) => !Object.hasOwn(frozen.events, name))).toEqual([]);
  });
});
