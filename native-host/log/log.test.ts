import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type LogEntry, redact } from './entry.ts';
import { openLog, placeOf } from './log.ts';

const newPlace = () => mkdtempSync(join(tmpdir(), 'log-'));
const read = (directory: string, name = 'host.log') =>
  readFileSync(join(directory, name), 'utf8').trim().split('\n');

/** Fields of an entry to which any string may be given: there are none. */
type FieldForText = { [K in keyof LogEntry]-?: string extends LogEntry[K] ? K : never }[keyof LogEntry];

describe('redact', () => {
  it('keeps what is listed', () => {
    const entry: LogEntry = {
      event: 'call',
      message: 'lookup.typed',
      error: 'web:8203',
      link: 'sam',
      phase: 'asking',
      ms: 12.6,
      count: 3,
      yes: false,
      at: 'calls.ts:12',
    };
    expect(redact(entry)).toEqual({ ...entry, ms: 13 });
  });

  it('has no field that takes any text: a name or an ID does not compile', () => {
    const noTextField: [FieldForText] extends [never] ? true : false = true;
    expect(noTextField).toBe(true);
  });

  it('drops what it does not know', () => {
    expect(redact({ event: 'call', name: '王大明' } as LogEntry)).toEqual({ event: 'call' });
    expect(redact({ event: '王大明' } as never)).toEqual({});
  });

  it.each([
    { error: 'web:A123456789' },
    { error: 'app:王大明' },
    { error: 'reader:4050 A123456789' },
    { message: 'lookup.typed A123456789' },
    { at: '王大明.ts:1' },
    { at: 'A123456789.ts:1' },
    { ms: Number.NaN },
    { count: 0.5 },
    { yes: 'A123456789' },
    { link: 'A123456789' },
    { phase: { toString: () => 'asking' } },
  ])('drops %j', (fields) => {
    expect(redact({ event: 'call', ...fields } as LogEntry)).toEqual({ event: 'call' });
  });
});

describe('openLog', () => {
  it('writes one JSON line an entry, for its owner alone', () => {
    const directory = join(newPlace(), 'state');
    openLog(directory).write({ event: 'start' });
    openLog(directory).write({ event: 'call', message: 'doctor.run', ms: 3 });
    const lines = read(directory).map((line) => JSON.parse(line));
    expect(lines).toMatchObject([
      { event: 'start', pid: process.pid },
      { event: 'call', message: 'doctor.run', ms: 3 },
    ]);
    expect(Date.parse(lines[0].time)).not.toBeNaN();
    expect(statSync(join(directory, 'host.log')).mode & 0o077).toBe(0);
  });

  it('stays within its size, and keeps what came last', () => {
    const directory = newPlace();
    const log = openLog(directory, 1_000);
    for (let i = 0; i < 100; i++) log.write({ event: 'call', count: i });
    const counts = [...read(directory, 'host.1.log'), ...read(directory)].map(
      (line) => JSON.parse(line).count,
    );
    expect(counts.at(-1)).toBe(99);
    expect(counts).toEqual(counts.map((_, i) => 100 - counts.length + i));
    for (const name of ['host.log', 'host.1.log']) {
      expect(statSync(join(directory, name)).size).toBeLessThan(1_200);
    }
  });

  it('stops nothing where it cannot write', () => {
    const directory = newPlace();
    writeFileSync(join(directory, 'file'), '');
    expect(() => openLog(join(directory, 'file')).write({ event: 'start' })).not.toThrow();
    mkdirSync(join(directory, 'host.log'));
    expect(() => openLog(directory).write({ event: 'start' })).not.toThrow();
  });
});

describe('placeOf', () => {
  it('names file and line of our own code, and never the message', () => {
    expect(placeOf(new Error('at evil.ts:1:1')).at).toMatch(/^test\.ts:\d+$/);
    expect(placeOf('a text')).toEqual({});
  });
});
