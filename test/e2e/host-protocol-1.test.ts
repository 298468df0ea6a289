import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostMessages } from '../../shared/protocol/host-messages.ts';
import { type Started, startSimulator } from '../simulator/start.ts';
import { configFor, type Frame, framed, type HostClient, startHost } from './host-client.ts';

/** Exchanges as an extension of protocol 1 had them, with the simulator's first patient. Never recorded anew. */
const FOLDER = join(import.meta.dirname, '..', 'fixtures', 'protocol-1');
const recorded = readdirSync(FOLDER).filter((name) => name !== 'hello.json');
const read = (name: string) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));

let simulator: Started;
let host: HostClient;

beforeAll(async () => {
  simulator = await startSimulator();
  host = startHost({ args: ['host', '--config', configFor(simulator.addresses)] });
});

afterAll(async () => {
  await host.end();
  await simulator.stop();
});

/** Where `now` lacks what a reader of `then` relies on: a key, or the kind of its value. */
function losses(then: unknown, now: unknown, path = ''): string[] {
  if (then === null || now === null) return [];
  if (Array.isArray(then)) {
    if (!Array.isArray(now)) return [path];
    return then.length > 0 && now.length === 0 ? [`${path}[]`] : losses(then[0], now[0], `${path}[]`);
  }
  if (typeof then !== 'object') return typeof then === typeof now ? [] : [path];
  return Object.entries(then as object).flatMap(([key, value]) => {
    const there = typeof now === 'object' && Object.hasOwn(now, key);
    return there
      ? losses(value, (now as Record<string, unknown>)[key], `${path}.${key}`)
      : [`${path}.${key}`];
  });
}

describe('an extension of protocol 1', () => {
  it('is greeted as it knows it', async () => {
    const hello = await host.frame((one) => one.event === 'hello');
    expect(losses(read('hello.json'), hello)).toEqual([]);
    expect(hello.body.oldest).toBe(1);
  });

  it('has every message that protocol 1 had on record', () => {
    const first = Object.entries(hostMessages).filter(([, { since }]) => since === 1);
    expect(recorded.sort()).toEqual(first.map(([name]) => `${name}.json`).sort());
  });

  it.each(recorded)('sends and understands %s', async (name) => {
    const { request, answer } = read(name) as { request: Frame; answer: Frame };
    host.send(framed(JSON.stringify(request)));
    const now = await host.frame((one) => one.id === request.id);
    expect(now.ok, JSON.stringify(now.error)).toBe(true);
    expect(losses(answer, now)).toEqual([]);
  });

  it('would notice what it lacks', () => {
    const { answer } = read('lookup.typed.json') as { answer: Frame };
    const changed = structuredClone(answer);
    delete changed.body.own.referrals[0].issuedOn;
    changed.body.badge.count = '1';
    expect(losses(answer, changed)).toEqual(['.body.badge.count', '.body.own.referrals[].issuedOn']);
  });

  it('hears of nothing that came later', () => {
    const events = new Set(host.frames.map(({ event }) => event).filter((name) => name !== undefined));
    expect([...events].sort()).toEqual(['hello', 'progress']);
  });
});
