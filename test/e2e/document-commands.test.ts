import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { CLI, NODE, newDirectory } from './host-client.ts';

interface Ended {
  code: number | null;
  stdout: Buffer;
  stderr: string;
}

const directory = newDirectory();
const at = (name: string) => join(directory, name);
let serial = 0;

/** `referral-host …` with `input` on stdin. */
async function host(
  args: readonly string[],
  input: string | Uint8Array = '',
  machine = directory,
): Promise<Ended> {
  const env = { PATH: process.env.PATH ?? '', HOME: directory };
  const flag = '--disable-warning=ExperimentalWarning';
  const child = spawn(NODE, [flag, CLI, '--config', machine, ...args], { env });
  child.stdin.on('error', () => {}); // Who needs no input may end before it is written.
  child.stdin.end(input);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [stdout, stderr, code] = await Promise.all([buffer(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}

const json = ({ stdout }: Ended) => JSON.parse(stdout.toString());
const codes = (ended: Ended) => json(ended).problems.map((one: { code: string }) => one.code);

type Example = { head: object; records: Record<string, unknown>[] };
const examples = new Map<string, Promise<Example>>();
function example(operation: string): Promise<Example> {
  const printed = examples.get(operation) ?? host(['encode', '--example', operation]).then(json);
  examples.set(operation, printed);
  return printed;
}

/** The example's first record with changes, as a file of the NHI's that holds no error of its contract. */
async function validated(
  operation: string,
  changes: object,
  tamper = (bytes: Buffer) => bytes,
): Promise<Ended> {
  const given = await example(operation);
  const input = { ...given, records: [{ ...given.records[0], ...changes }] };
  const { code, stdout, stderr } = await host(['encode', operation, '-'], JSON.stringify(input));
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const file = at(`${operation}-${serial++}`);
  writeFileSync(file, tamper(stdout));
  return host(['validate', operation, file, '--json']);
}

describe('encode, decode, validate', () => {
  it.each([
    'eta',
    'eta-file',
    'etb-back',
    'ete',
    'etc-xml',
    'etc-html-summary',
  ])('%s: from the example to bytes and back', async (operation) => {
    const printed = await host(['encode', '--example', operation]);
    expect(printed.code).toBe(0);
    const encoded = await host(['encode', operation.toUpperCase(), '-'], printed.stdout);
    expect(encoded).toMatchObject({ code: 0, stderr: '' });
    const part = operation.startsWith('etc') ? ['--part', 'request'] : [];
    const decoded = await host(['decode', operation, '-', ...part], encoded.stdout);
    expect(decoded).toMatchObject({ code: 0, stderr: '' });
    expect(json(decoded)).toEqual(json(printed));
    const checked = await host(['validate', operation, '-', '--json', ...part], encoded.stdout);
    expect([checked.code, json(checked).problems]).toEqual([0, []]);
  });

  it('writes a file that only its owner reads, and says how much', async () => {
    const file = at('out.xml');
    const made = await host(
      ['encode', 'eta', '-', '--out', file, '--json'],
      JSON.stringify(await example('eta')),
    );
    expect(json(made)).toMatchObject({ records: 1, bytes: readFileSync(file).length, file, problems: [] });
  });

  it('takes a record alone, and makes the head itself', async () => {
    const given = await example('ete');
    const [record] = given.records;
    const made = await host(['encode', 'ete', '-'], JSON.stringify(record));
    expect(made.code).toBe(0);
    expect(json(await host(['decode', 'ete', '-'], made.stdout))).toMatchObject({
      head: { institutionCode: record?.['actor.code'], count: '1' },
      records: [record],
    });
  });

  it('reads stdout and nothing else: notes go to stderr', async () => {
    const given = await example('eta');
    const input = JSON.stringify({ ...given.records[0], 'sender.department': 'ZZ' });
    const { code, stdout, stderr } = await host(['encode', 'eta', '-'], input);
    expect(code).toBe(0);
    expect(stdout.toString('latin1')).toMatch(/^<\?xml/);
    expect(stderr).toContain('科別代碼不在代碼表裡');
  });
});

describe('what is wrong', () => {
  it('is told all at once, in the doctor’s words, and nothing is written', async () => {
    const { records } = await example('eta');
    const broken = { ...records[0], purpose: 'examination', examinationItems: null, 'patient.name': '陳堃' };
    const out = at('never.xml');
    const ended = await host(['encode', 'eta', '-', '--out', out], JSON.stringify(broken));
    expect([ended.code, ended.stdout.length]).toEqual([1, 0]);
    expect(ended.stderr).toContain(
      '✘ 第 1 筆：轉診目的選「進一步檢查」，但沒有寫檢查項目。請填寫要對方做的檢查。',
    );
    expect(ended.stderr).toContain('姓名的第 2 個字「堃」健保署的字集裡沒有');
    expect(ended.stderr).not.toContain('陳堃');
    expect(existsSync(out)).toBe(false);
  });

  it('is once told, though contract and rules both miss it', async () => {
    const { records } = await example('etb');
    const none = { ...records[0], institutionReferralNo: null, platformReferralNo: null };
    const ended = await host(['encode', 'etb', '-', '--json'], JSON.stringify(none));
    expect(codes(ended)).toEqual(['numberMissing']);
    expect(json(ended).problems[0]).toMatchObject({
      title: '院所自編序號',
      zh: { what: expect.any(String) },
    });
  });

  it('has line and column in a file, also where only a rule minds', async () => {
    const swap = (bytes: Buffer) =>
      Buffer.from(bytes.toString('latin1').replace(/<e2>[^<]*</, '<e2>250.00<'), 'latin1');
    const ended = await validated('eta', {}, swap);
    expect(ended.code).toBe(1);
    const [found] = json(ended).problems;
    expect(found).toMatchObject({ code: 'icdShape', severity: 'error', record: 0, key: 'diagnoses[0].code' });
    const file = readFileSync(at(`eta-${serial - 1}`), 'latin1');
    expect(file.slice(found.place.byte)).toMatch(/^<e2>250\.00</);
    expect(file.split('\n')[found.place.line - 1]?.trim()).toMatch(/^<e2>250/);
  });

  it('only warns with exit code 0', async () => {
    const ended = await validated('eta', { 'patient.id': 'A123456788' });
    expect([ended.code, codes(ended)]).toEqual([0, ['idChecksum']]);
  });

  it.each([
    ['elementUnknown', (xml: string) => xml.replace('<e2>', '<zz>1</zz><e2>')],
    ['elementMoved', (xml: string) => xml.replace(/(<e1>.*?<\/e1>)(\s*)(<e2>.*?<\/e2>)/s, '$3$2$1')],
    ['attributeUnknown', (xml: string) => xml.replace('<e2>', '<e2 lang="zh">')],
    ['declarationMissing', (xml: string) => xml.replace(/^<\?xml.*?\?>\s*/s, '')],
  ])('is an error in what we would send, in words for it: %s', async (code, tampered) => {
    const tamper = (bytes: Buffer) => Buffer.from(tampered(bytes.toString('latin1')), 'latin1');
    const ended = await validated('eta', {}, tamper);
    expect([ended.code, codes(ended)]).toEqual([1, [code]]);
    const [found] = json(ended).problems;
    expect(found.severity).toBe('error');
    expect(found.zh.next).not.toMatch(/改版|照讀/);
  });

  it('is once told where a code of no list leaves a required field empty', async () => {
    const swap = (bytes: Buffer) =>
      Buffer.from(bytes.toString('latin1').replace(/<f1>[^<]*</, '<f1>~<'), 'latin1');
    const ended = await validated('eta', {}, swap);
    expect([ended.code, codes(ended)]).toEqual([1, ['codeUnlisted']]);
  });

  it('is the file’s encoding where JSON was saved as Big5', async () => {
    const name = Buffer.from([0xb3, 0xaf, 0xa4, 0x40]);
    const input = Buffer.concat([Buffer.from('{\n"patient.name":"'), name, Buffer.from('"}')]);
    const ended = await host(['encode', 'eta', '-', '--json'], input);
    expect(ended.code).toBe(1);
    expect(json(ended).error).toMatchObject({ key: 'app:inputInvalid', field: 'line 2: UTF-8' });
    const spoken = await host(['encode', 'eta', '-'], input);
    expect(spoken.stderr).toContain('UTF-8');
  });

  it('ends in a code and a place where the file cannot be read', async () => {
    const ended = await validated('eta', {}, (bytes) => bytes.subarray(0, bytes.length - 40));
    expect(ended.code).toBe(1);
    expect(json(ended).error).toMatchObject({
      key: expect.stringMatching(/^app:file/),
      zh: { next: expect.any(String) },
    });
    const spoken = await host(['validate', 'eta', at(`eta-${serial - 1}`)]);
    expect([spoken.code, spoken.stdout.toString()]).toEqual([
      1,
      expect.stringMatching(/^✘ .*。\n {4}.*\[app:file/),
    ]);
  });

  it.each([
    [['encode', 'eta', '-'], '{', 'app:inputInvalid', 'line 1'],
    [['encode', 'eta', '-'], '{"records":[{"summary":5}]}', 'app:inputInvalid', 'records[0].summary'],
    [['encode', 'eta-file', '-'], '{"content":"%%"}', 'app:inputInvalid', 'records[0].content'],
    [['encode', 'eta', '/nowhere/A123456789.json'], '', 'app:inputMissing', undefined],
    [['decode', 'nowhere', '-'], '', 'wire:badRequest', 'OPERATION'],
    [['decode', 'eta', '-', '--part', 'answer'], '', 'wire:badRequest', '--part'],
    [['sample', 'eta', '--count', '1e3'], '', 'wire:badRequest', '--count'],
    [['sample', 'et-sample'], '', 'wire:badRequest', '--out'],
    [['sample', 'et-sample', '--out', '/nowhere', '--count', '3'], '', 'wire:badRequest', '--count'],
    [['sample', 'et-sample', '--out', '/nowhere', '--part', 'answer'], '', 'wire:badRequest', '--part'],
  ] as const)('%j %j ends in %s', async (args, input, key, field) => {
    const ended = await host([...args, '--json'], input);
    expect(ended.code).toBe(1);
    expect(json(ended).error).toMatchObject({ key, ...(field ? { field } : {}) });
    expect(ended.stdout.toString() + ended.stderr).not.toContain('A123456789');
  });

  it.each([
    ['encode'],
    ['decode', 'eta'],
    ['sample', 'eta', '--what'],
  ])('%j %j is no call', async (...args) => {
    const { code, stdout, stderr } = await host(args.filter(Boolean));
    expect([code, stdout.length]).toEqual([2, 0]);
    expect(stderr).toContain(`referral-host ${args[0]}`);
  });
});

describe('sample', () => {
  it.each([
    'eta',
    'etb-file',
    'etd',
    'etf',
    'etc-xml',
    'etc-csv',
  ])('%s: valid files, however they are drawn', async (operation) => {
    const file = at(`sample-${operation}`);
    const made = await host(['sample', operation, '--count', '5', '--out', file]);
    expect(made.code).toBe(0);
    const checked = await host(['validate', operation, file, '--json']);
    expect([checked.code, json(checked).records]).toEqual([0, 5]);
    // Nothing to mind but the rare names that were asked for.
    expect([...new Set(codes(checked))].filter((code) => code !== 'characterUserDefined')).toEqual([]);
  });

  it('is the same for the same seed; as documents it is what encode takes', async () => {
    const draw = (...more: string[]) => host(['sample', 'etd', '--count', '2', '--seed', '9', ...more]);
    const [one, two, documents] = await Promise.all([draw(), draw(), draw('--json')]);
    expect(one.stdout.equals(two.stdout)).toBe(true);
    const encoded = await host(['encode', 'etd', '-'], documents.stdout);
    expect(encoded.stdout.equals(one.stdout)).toBe(true);
  });

  it('shows on demand what is said of names that Big5 cannot write', async () => {
    const { code, stdout, stderr } = await host(['sample', 'eta', '--names', 'unmappable']);
    expect([code, stdout.length]).toEqual([1, 0]);
    expect(stderr).toMatch(/「[堃喆峯𠮷犇煊栢温羣]」健保署的字集裡沒有/u);
  });

  it('makes the files of a test upload, in one institution’s name', async () => {
    const folder = at('set');
    mkdirSync(folder);
    const made = await host(['sample', 'ET-SAMPLE', '--out', folder, '--json']);
    expect(made.code).toBe(0);
    const { files }: { files: { file: string; operation: string; case: string }[] } = json(made);
    expect(readdirSync(folder).sort()).toEqual(files.map(({ file }) => file.slice(folder.length + 1)).sort());
    expect(new Set(readdirSync(folder).map((name) => name.slice(0, 10))).size).toBe(1);
    for (const { file, operation } of files.filter((_, i) => i % 9 === 0))
      expect((await host(['validate', operation, file])).code, file).toBe(0);
  });
});

describe('a hospital’s corrections', () => {
  it('hold for every one of the commands', async () => {
    const machine = newDirectory();
    mkdirSync(join(machine, 'contract.d'));
    const official = (value: unknown) => ({ value, from: 'official-2025' });
    const correction = {
      contractVersion: 1,
      operation: 'ete',
      document: { record: official('ACCEPT'), elements: [{ key: 'note', maxBytes: official(4) }] },
    };
    writeFileSync(join(machine, 'contract.d', 'ete.json'), JSON.stringify(correction));
    const made = await host(['sample', 'ete', '--seed', '1'], '', machine);
    expect(made.stdout.toString('latin1')).toContain('<ACCEPT>');
    expect((await host(['validate', 'ete', '-'], made.stdout, machine)).code).toBe(0);
    expect((await host(['validate', 'ete', '-'], made.stdout)).code).toBe(1);
    const given = await example('ete');
    const long = JSON.stringify({ ...given.records[0], note: '超過四個位元組' });
    expect(codes(await host(['encode', 'ete', '-', '--json'], long, machine))).toEqual(['tooLong']);
  });
});
