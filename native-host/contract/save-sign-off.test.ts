import { mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { loadConfig } from '../config/load.ts';
import { SignOffFile } from '../config/schema.ts';
import { saveSignOff } from './save-sign-off.ts';

const signOff = { operation: 'eta', hash: 'a'.repeat(64), by: '資訊室', at: '2025-11-24T00:00:00.000Z' };
const place = () => mkdtempSync(join(tmpdir(), 'sign-off-'));
const open = (path: string) => ({ path, check: () => {} });

test('what is saved is what the host reads, and nobody else may write it', () => {
  const path = place();
  const file = saveSignOff(open(path), { ...signOff, remark: '114.08.05' });
  expect(loadConfig({ installed: false, override: path }).signOffs).toEqual([
    { ...signOff, remark: '114.08.05' },
  ]);
  expect(statSync(file).mode & 0o777).toBe(0o644);
  expect(statSync(join(path, 'sign-offs')).mode & 0o777).toBe(0o755);
  saveSignOff(open(path), { ...signOff, by: 'B' });
  expect(JSON.parse(readFileSync(file, 'utf8')).by).toBe('B');
});

test('a blank is no name: neither a saved sign-off nor a new one counts without', () => {
  for (const by of ['  ', '\t', '　']) {
    const path = place();
    saveSignOff(open(path), { ...signOff, by });
    expect(() => loadConfig({ installed: false, override: path })).toThrow(/app:configInvalid .*by/);
    expect(v.safeParse(SignOffFile, { ...signOff, by }).success).toBe(false);
  }
  expect(v.parse(SignOffFile, { ...signOff, by: ' 資訊室 ', remark: '' })).toMatchObject({ by: '資訊室' });
});

test('nothing is written where others could change it', () => {
  const path = place();
  mkdirSync(join(path, 'sign-offs'));
  const check = (one: string) => {
    if (one.endsWith('sign-offs')) throw new CodedError('app:configInsecure', one);
  };
  expect(() => saveSignOff({ path, check }, signOff)).toThrow('app:configInsecure');
  expect(() => statSync(join(path, 'sign-offs', 'eta.json'))).toThrow('ENOENT');
});

test('who may not write there is told to be an administrator; anything else in the way is named', () => {
  expect(() => saveSignOff(open('/sys/no-folder-of-ours'), signOff)).toThrow('app:needsAdministrator');
  const path = place();
  writeFileSync(join(path, 'sign-offs'), '');
  expect(() => saveSignOff(open(path), signOff)).toThrow(/app:configInvalid .*sign-offs/);
});
