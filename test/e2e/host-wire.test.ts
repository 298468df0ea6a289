import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHROMIUM_ORIGIN, GECKO_ID } from '../../shared/protocol/identity.ts';
import { MAX_CHUNK_BYTES, MAX_REQUEST_BYTES } from '../../shared/protocol/version.ts';
import { type Started, startSimulator } from '../simulator/start.ts';
import { configFor, framed, type HostClient, newDirectory, startHost } from './host-client.ts';

let simulator: Started;
let config: string;
let host: HostClient;
let id: string;

beforeAll(async () => {
  simulator = await startSimulator();
  config = configFor(simulator.addresses, { limits: { automaticPerMinute: 1000, typedPerHour: 1000 } });
  id = (await simulator.control.patients())[0]?.id ?? expect.fail('no patient');
  host = startHost({ args: ['host', '--config', config] });
});

afterAll(async () => {
  expect(await host.end()).toMatchObject({ code: 0, stray: 0, stderr: '' });
  await simulator.stop();
});

const typed = () => ({ type: 'lookup.typed', body: { id, refresh: true, doctor: null } });
const binding = { tab: 1, frame: 0, nonce: '0'.repeat(32), seq: 1 };

describe('the wire', () => {
  it('begins with a hello, unasked', async () => {
    await host.frame(() => true);
    expect(host.frames[0]).toMatchObject({ event: 'hello', body: { protocol: 2, oldest: 1 } });
  });

  it('answers a lookup, and tells how far it is', async () => {
    const answer = await host.ask({ ...typed(), id: 'first' });
    expect(answer.body).toMatchObject({ whose: { id }, own: { kind: 'answer' }, other: { kind: 'answer' } });
    const phases = host.frames.filter((one) => one.event === 'progress' && one.body.call === 'first');
    expect(phases.map((one) => one.body.phase)).toEqual(
      expect.arrayContaining(['audit', 'signing', 'asking']),
    );
  });

  it('echoes all four parts of the binding', async () => {
    const body = {
      binding,
      page: 'https://his',
      trigger: 'auto',
      patient: { id, birthDate: null },
      doctor: null,
    };
    const answer = await host.ask({ type: 'badge.lookup', sender: 'content', body });
    expect(answer.body).toMatchObject({ binding, error: null });
  });

  it('says that garbage is no frame, and goes on', async () => {
    const before = host.frames.length;
    host.send(framed('{"v":2,'));
    host.send(framed(Buffer.from([0xff, 0xfe])));
    expect((await host.ask({ type: 'doctor.run' })).ok).toBe(true);
    const refused = host.frames.slice(before).filter((one) => one.id === '-');
    expect(refused.map((one) => one.error?.key)).toEqual(['wire:badFrame', 'wire:badFrame']);
  });

  it('passes over a message that is too large, and goes on', async () => {
    host.send(framed(Buffer.alloc(MAX_REQUEST_BYTES + 1, 0x20)));
    const refused = await host.frame((one) => one.error?.key === 'wire:tooLarge');
    expect(refused.id).toBe('-');
    expect((await host.ask(typed())).ok).toBe(true);
  });

  it.each([
    ['a key of the envelope', { url: 'https://x' }, 'url'],
    ['a prototype key', JSON.parse('{"__proto__": 1}'), '__proto__'],
    ['a sender that is none', { sender: 'page' }, 'sender'],
    ['no number', { v: '2' }, 'v'],
    ['half a number', { v: 1.5 }, 'v'],
    ['an id with a blank', { id: 'a b' }, 'id'],
    ['a key of the body', { body: { id: 'A123456789', refresh: false, doctor: null, path: '/' } }, 'path'],
    ['a value of another type', { body: { id: 'A123456789', refresh: 'no', doctor: null } }, 'refresh'],
    ['an ID that is none', { body: { id: 'SECRET-VALUE', refresh: false, doctor: null } }, 'id'],
    ['a text too long', { body: { id: 'A123456789', refresh: false, doctor: 'x'.repeat(61) } }, 'doctor'],
    [
      'a key that looks like an ID',
      { body: { A123456789: 1, id: 'A123456789', refresh: false, doctor: null } },
      '?',
    ],
  ])('refuses %s, naming the field and never the value', async (_what, changes, field) => {
    const before = host.frames.length;
    host.send({ v: 2, id: 'bad', sender: 'panel', ...typed(), ...changes });
    await host.frame((one) => host.frames.indexOf(one) >= before && one.event === undefined);
    const refused = host.frames.slice(before).find((one) => one.event === undefined);
    expect(refused?.error).toMatchObject({ key: 'wire:badRequest', field });
    expect(JSON.stringify(refused)).not.toMatch(/SECRET-VALUE|A123456789|https:|xxx/);
  });

  it.each([
    ['a message that nobody declared', { type: 'signature.get' }, 'wire:unknownMessage'],
    ['a message of the extension', { type: 'screen.read' }, 'wire:unknownMessage'],
    ['a word of every object', { type: 'constructor' }, 'wire:unknownMessage'],
    ['the doctor for a page', { type: 'doctor.run', sender: 'content' }, 'wire:senderRefused'],
    ['details for a page', { type: 'referrals.read', sender: 'content' }, 'wire:senderRefused'],
    ['the command line over the wire', { type: 'doctor.run', sender: 'cli' }, 'wire:senderRefused'],
    ['protocol 0', { type: 'doctor.run', v: 0 }, 'wire:extensionTooOld'],
    ['protocol 3', { type: 'doctor.run', v: 3 }, 'wire:hostTooOld'],
    ['what protocol 1 did not have', { type: 'doctor.run', v: 1 }, 'wire:unknownMessage'],
  ])('refuses %s', async (_what, request, key) => {
    expect((await host.ask(request)).error?.key).toBe(key);
  });

  it('gives a call up when it is told to, and only that one', async () => {
    await simulator.control.fault({
      on: 'web',
      call: 'query-own-6.0',
      times: 2,
      fault: { kind: 'slow', ms: 1500 },
    });
    const other = (await simulator.control.patients())[1]?.id;
    const kept = host.ask({ ...typed(), body: { id: other, refresh: true, doctor: null }, id: 'kept' });
    const dropped = host.ask({ ...typed(), id: 'dropped' });
    await host.frame((one) => one.event === 'progress' && one.body.call === 'dropped');
    host.send({ v: 2, cancel: 'dropped' });
    expect((await dropped).error?.key).toBe('wire:cancelled');
    expect((await kept).body.own.kind).toBe('answer');
    host.send({ v: 2, cancel: 'nobody' });
    await simulator.control.clearFaults();
  });

  it('keeps every frame within what a browser takes', () => {
    for (const one of host.frames) {
      expect(Buffer.byteLength(JSON.stringify(one))).toBeLessThanOrEqual(MAX_CHUNK_BYTES);
    }
  });
});

describe('a host of its own', () => {
  it('gives its calls up and ends when the browser goes away', async () => {
    await simulator.control.fault({ on: 'web', times: 4, fault: { kind: 'silent' } });
    const one = startHost({ args: ['host', '--config', config] });
    one.send({ v: 2, id: 'open', sender: 'panel', ...typed() });
    await one.frame((frame) => frame.event === 'progress' && frame.body.phase === 'asking');
    expect(await one.end()).toMatchObject({ code: 0, stray: 0 });
    expect(one.frames.at(-1)).toMatchObject({ id: 'open', error: { key: 'wire:disconnected' } });
    await simulator.control.clearFaults();
  });

  it('gives up on a length that no browser sends', async () => {
    const one = startHost({ args: ['host', '--config', config] });
    one.send(Buffer.alloc(4, 0xff));
    const refused = await one.frame((frame) => frame.error !== undefined);
    expect(refused.error?.key).toBe('wire:tooLarge');
    expect((await one.end()).code).toBe(0);
  });

  it.each([
    ['Chromium', [CHROMIUM_ORIGIN]],
    ['Chromium on Windows', [CHROMIUM_ORIGIN, '--parent-window=0']],
    ['Firefox', ['/x/.mozilla/native-messaging-hosts/tw.nhi.referral_companion.json', GECKO_ID]],
  ])('answers our extension in %s', async (_browser, caller) => {
    const one = startHost({ args: ['--config', config, ...caller] });
    expect((await one.ask(typed())).ok).toBe(true);
    expect((await one.end()).code).toBe(0);
  });

  it.each([
    ['another extension', ['chrome-extension://aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/']],
    ['another add-on', ['/x/tw.nhi.referral_companion.json', 'other@example.com']],
    ['an origin that only begins like ours', [`${CHROMIUM_ORIGIN.slice(0, -1)}.evil/`]],
    ['no id at all', ['chrome-extension:///']],
  ])('refuses %s and ends', async (_what, caller) => {
    const one = startHost({ args: ['--config', config, ...caller] });
    const refused = await one.frame((frame) => frame.error !== undefined);
    expect(refused).toMatchObject({ id: '-', error: { key: 'wire:callerRefused' } });
    expect((await one.end()).code).toBe(1);
  });

  it('runs with a configuration that cannot be read, and says which field it is', async () => {
    const directory = newDirectory();
    writeFileSync(join(directory, 'config.json'), JSON.stringify({ limits: { typedPerHour: -1 } }));
    const one = startHost({ args: [CHROMIUM_ORIGIN], env: { REFERRAL_CONFIG: directory } });
    const refused = await one.ask(typed());
    expect(refused.error).toMatchObject({
      key: 'app:configInvalid',
      field: 'machine config.json: limits.typedPerHour',
    });
    const doctor = await one.ask({ type: 'doctor.run' });
    const broken = doctor.body.links.filter((link: { state: string }) => link.state === 'fail');
    expect(broken.map((link: { link: string }) => link.link)).toContain('configuration');
    writeFileSync(join(directory, 'config.json'), JSON.stringify({ limits: { typedPerHour: 0 } }));
    // Mended while it runs: the next call reads it again.
    expect((await one.ask(typed())).error?.key).not.toBe('app:configInvalid');
    await one.end();
  });
});
