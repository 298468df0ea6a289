import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { CLI, NODE, newDirectory } from './host-client.ts';

const run = promisify(execFile);

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** `referral-host contract …` on a machine directory of its own. */
async function contract(directory: string, ...args: string[]): Promise<Ended> {
  const env = { PATH: process.env.PATH ?? '', HOME: directory };
  const flag = '--disable-warning=ExperimentalWarning';
  return run(NODE, [flag, CLI, '--config', directory, 'contract', ...args], { env }).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: Ended) => ({ code: error.code, stdout: error.stdout, stderr: error.stderr }),
  );
}

const json = async (directory: string, ...args: string[]) =>
  JSON.parse((await contract(directory, ...args, '--json')).stdout);

function place(directory: string, name: string, text: string): void {
  mkdirSync(dirname(join(directory, name)), { recursive: true });
  writeFileSync(join(directory, name), text);
}

const official = (value: unknown) => ({ value, from: 'official-2025' });
const correction = (operation: string, data: object) =>
  JSON.stringify({ contractVersion: 1, operation, ...data }, null, 2);

describe('contract', () => {
  it('lists every operation with what is known, what is assumed and whether it is signed off', async () => {
    const directory = newDirectory();
    const { operations } = await json(directory);
    expect(operations).toHaveLength(19);
    const eta = operations.find((one: { operation: string }) => one.operation === 'eta');
    expect(eta).toMatchObject({ title: '開立電子轉診單', state: 'missing', signedOff: null });
    expect(Math.min(eta.confirmed, eta.assumed)).toBeGreaterThan(0);
    expect((await contract(directory, 'list')).stdout).toMatch(
      /^etb-back +回復電子轉診單作業 +\d+ +\d+ +未簽核/m,
    );
  });

  it('shows one operation as a table, whichever way it is written', async () => {
    const directory = newDirectory();
    const { code, stdout } = await contract(directory, 'show', 'ETA');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^18 +diagnoses +d2 \* +診斷 +group +3$/m);
    expect(stdout).toMatch(/^18\.2 +code +e2 \* +ICD-10-CM\/PCS/m);
    expect(stdout).toContain('[必填於 required when purpose=examination]');
    expect(await json(directory, 'show', 'Query-Own-6.0')).toMatchObject({
      assumed: expect.arrayContaining(['signing.signer']),
      values: expect.arrayContaining([
        { path: 'signing.signer', value: 'sam', from: 'assumed', file: 'query-own-6.0.json' },
      ]),
    });
    const unknown = await contract(directory, 'show', 'ETZ');
    expect(unknown).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('wire:badRequest (OPERATION)'),
    });
    expect((await contract(directory, 'burn')).stderr).toContain('wire:badRequest (contract burn)');
  });

  it('says of a broken file where and what to write instead', async () => {
    const directory = newDirectory();
    const text = correction('eta', { transfer: { typeCode: official(30) } });
    place(directory, 'contract.d/hospital.json', text);
    const { code, stderr } = await contract(directory);
    expect(code).toBe(1);
    expect(stderr).toContain('app:contractInvalid (hospital.json:6: transfer.typeCode.value)');
    expect(stderr).toContain('應為 / should be: 加引號的文字 / text in double quotes');
    expect((await json(directory)).error.refusal).toMatchObject({
      line: 6,
      path: 'transfer.typeCode.value',
      remedy: expect.any(String),
    });
  });

  it('signs off, and a change on the wire withdraws it, a better title does not', async () => {
    const directory = newDirectory();
    const signed = await json(
      directory,
      'sign-off',
      'ETB',
      '--by',
      '資訊室 王小明',
      '--remark',
      '114.08.05 版',
    );
    expect(signed).toMatchObject({ operation: 'etb', by: '資訊室 王小明', remark: '114.08.05 版' });
    expect(JSON.parse(readFileSync(signed.saved, 'utf8')).hash).toBe(signed.hash);
    const state = async () =>
      (await json(directory)).operations.find((one: { operation: string }) => one.operation === 'etb').state;
    expect(await state()).toBe('signedOff');

    place(directory, 'contract.d/etb.json', correction('etb', { title: official('回復') }));
    expect(await state()).toBe('signedOff');
    expect(await json(directory, 'diff')).toMatchObject({
      changes: [
        {
          operation: 'etb',
          path: 'title',
          before: { value: '回復電子轉診單作業', from: 'guide' },
          after: official('回復'),
          file: 'contract.d/etb.json',
          wire: false,
        },
      ],
      withdrawn: [],
    });

    const elements = [{ key: 'advice', maxBytes: official(1000) }];
    place(directory, 'contract.d/etb.json', correction('etb', { document: { elements } }));
    expect(await state()).toBe('withdrawn');
    const path = 'document.elements.advice.maxBytes';
    const { changes, withdrawn } = await json(directory, 'diff');
    expect(changes).toEqual([expect.objectContaining({ path, wire: true, alsoIn: ['etb-back'] })]);
    expect(withdrawn).toEqual([expect.objectContaining({ operation: 'etb', hash: signed.hash })]);
    expect((await contract(directory, 'diff')).stdout).toContain(
      `! etb ${path}  (contract.d/etb.json，同 also in etb-back)\n    2000 [assumed] → 1000 [official-2025]\n✘ etb`,
    );
    await contract(directory, 'sign-off', 'etb', '--by', '資訊室');
    expect(await json(directory, 'diff')).toMatchObject({ withdrawn: [] });
  });

  it('signs nothing off without a name, or where it cannot write', async () => {
    const directory = newDirectory();
    expect((await contract(directory, 'sign-off', 'etb')).stderr).toContain('wire:badRequest (--by NAME)');
    const blank = await contract(directory, 'sign-off', 'etb', '--by', '  ');
    expect(blank).toMatchObject({ code: 1, stderr: expect.stringContaining('wire:badRequest (--by NAME)') });
    place(directory, 'sign-offs', 'a file where a folder should be');
    chmodSync(join(directory, 'sign-offs'), 0o444);
    const refused = await contract(directory, 'sign-off', 'etb', '--by', 'x');
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('sign-offs') });
  });

  it('exports a form for people, and a file that comes back as a correction', async () => {
    const directory = newDirectory();
    const form = (await contract(directory, 'export', 'ETE')).stdout;
    expect(form).toContain('# ETE 受理及取消受理作業');
    expect(form).toMatch(/^\| 6 \| action \| 受理或取消受理<br>1=accept 2=cancel \\\* \| k1 \\\* \|/m);
    expect((await contract(directory, 'export')).stdout.match(/^# /gm)).toHaveLength(19);

    const { stdout } = await contract(directory, 'export', 'ete', '--json');
    place(directory, 'contract.d/ete.json', stdout);
    expect((await json(directory, 'diff')).changes).toEqual([]);
    const corrected = stdout
      .replaceAll('"assumed"', '"official-2025"')
      .replace('{ "value": "k1", ', '{ "value": "ACTION", ');
    place(directory, 'contract.d/ete.json', corrected);
    const { operations } = await json(directory);
    const ete = operations.find((one: { operation: string }) => one.operation === 'ete');
    expect(ete).toMatchObject({ assumed: 0, state: 'notNeeded' });
    expect((await json(directory, 'show', 'ete')).values).toContainEqual(
      expect.objectContaining({ path: 'document.elements.action.code', value: 'ACTION' }),
    );
  });
});
