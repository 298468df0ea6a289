import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { CancelFrame, HostFrame, RequestFrame } from './envelope.ts';
import { BindingSchema, Day, ErrorKeyText, Id, PatientKeySchema, sameBinding } from './schemas.ts';

const binding = { tab: 3, frame: 0, nonce: '0123456789abcdef0123456789abcdef', seq: 7 };

describe('sameBinding', () => {
  it('holds for a copy', () => {
    expect(sameBinding(binding, { ...binding })).toBe(true);
  });

  it.each([
    { tab: 4 },
    { frame: 1 },
    { nonce: 'f123456789abcdef0123456789abcdef' },
    { seq: 8 },
  ])('fails where %j differs', (change) => {
    expect(sameBinding(binding, { ...binding, ...change })).toBe(false);
    expect(sameBinding({ ...binding, ...change }, binding)).toBe(false);
  });
});

describe('BindingSchema', () => {
  it.each([
    { tab: -1 },
    { frame: 0.5 },
    { seq: '7' },
    { nonce: 'ABC' },
    { extra: 1 },
  ])('refuses %j', (change) => {
    expect(v.is(BindingSchema, { ...binding, ...change })).toBe(false);
  });

  it('needs all four', () => {
    for (const missing of Object.keys(binding)) {
      const rest = Object.fromEntries(Object.entries(binding).filter(([key]) => key !== missing));
      expect(v.is(BindingSchema, rest), missing).toBe(false);
    }
  });
});

describe('patients on the wire', () => {
  it('takes an ID only as it is kept inside: no other spelling reaches the host', () => {
    expect(v.is(Id, 'A123456789')).toBe(true);
    for (const text of ['a123456789', ' A123456789', 'A12345678', '']) expect(v.is(Id, text)).toBe(false);
  });

  it('takes an ID whose checksum fails: newborns have such', () => {
    expect(v.is(PatientKeySchema, { id: 'A123456780', birthDate: null })).toBe(true);
  });

  it('takes days as Taiwan’s calendar writes them', () => {
    expect(v.is(Day, '2026-03-10')).toBe(true);
    for (const text of ['1150310', '2026-02-30', '2026-3-10']) expect(v.is(Day, text)).toBe(false);
  });

  it('takes nothing beside ID and birth date', () => {
    expect(v.is(PatientKeySchema, { id: 'A123456789', birthDate: null, name: '王小明' })).toBe(false);
  });
});

it('an error key is channel and code, never a text', () => {
  for (const key of ['app:internal', 'reader:4013', 'eii:9999']) expect(v.is(ErrorKeyText, key)).toBe(true);
  for (const key of ['4013', 'his:1', 'app:', 'app:no such', 'reader:4013 ']) {
    expect(v.is(ErrorKeyText, key), key).toBe(false);
  }
});

describe('frames', () => {
  const request = { v: 2, id: 'a1', type: 'badge.lookup', sender: 'content', body: {} };
  const error = { key: 'app:internal', class: 'human' };

  it('the host refuses a key that it does not know', () => {
    expect(v.is(RequestFrame, request)).toBe(true);
    expect(v.is(RequestFrame, { ...request, url: 'https://example.invalid' })).toBe(false);
    expect(v.is(CancelFrame, { v: 2, cancel: 'a1' })).toBe(true);
    expect(v.is(CancelFrame, { v: 2, cancel: 'a1', why: '' })).toBe(false);
  });

  it.each([
    { sender: 'stranger' },
    { sender: 'page' },
    { id: '' },
    { id: 'a'.repeat(65) },
    { id: '../x' },
  ])('the host refuses %j', (change) => expect(v.is(RequestFrame, { ...request, ...change })).toBe(false));

  it.each([
    { id: 'a1', ok: true, body: {}, newer: 1 },
    { id: 'a1', ok: false, error: { ...error, newer: 1 } },
    { id: 'a1', chunk: { index: 0, of: 2, text: '{' } },
    { event: 'hello', body: {}, newer: 1 },
  ])('the extension takes %j, newer keys and all', (frame) => {
    expect(v.is(HostFrame, frame)).toBe(true);
  });

  it('an answer is never taken for a failure, nor the other way', () => {
    expect(v.is(HostFrame, { id: 'a1', ok: false, body: {} })).toBe(false);
    expect(v.is(HostFrame, { id: 'a1', ok: true, error })).toBe(false);
    expect(v.parse(HostFrame, { id: 'a1', ok: false, error, body: {} })).toEqual({
      id: 'a1',
      ok: false,
      error,
    });
  });
});
