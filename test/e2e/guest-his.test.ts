import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { taiwanToday } from '../simulator/patients/calendar.ts';
import { makePatients } from '../simulator/patients/patients.ts';

/** `npm start -- --headless --his …`: pages and adapters that nobody here wrote, as a hospital would bring them. */
const root = resolve(import.meta.dirname, '../..');
const patients = makePatients(taiwanToday(Date.now()));
const of = (scenario: string) => patients.find((one) => one.scenario === scenario) ?? expect.fail(scenario);
const roc = (day: string) =>
  `${Number(day.slice(0, 4)) - 1911}${day.slice(5, 7)}${day.slice(8)}`.padStart(7, '0');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'guest-his-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function write(name: string, content: string | Buffer | object): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  const raw = typeof content === 'string' || Buffer.isBuffer(content);
  writeFileSync(file, raw ? content : JSON.stringify(content));
  return file;
}

function start(args: Record<string, string>) {
  const out = join(folder, 'out');
  const options = Object.entries({ ...args, out }).flatMap(([name, value]) => [`--${name}`, value]);
  const flags = ['--disable-warning=ExperimentalWarning', 'scripts/start.ts', '--headless', ...options];
  const { status, stdout, stderr } = spawnSync(process.execPath, flags, { cwd: root, encoding: 'utf8' });
  const file = join(out, 'result.json');
  return {
    status,
    said: stdout + stderr,
    result: existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null,
  };
}

const ways = (...labels: string[]) => labels.map((label) => ({ by: 'label', label, css: 'td' }));
const ADAPTER = {
  adapter: 1,
  id: 'apricot',
  title: '杏林診所',
  match: { origins: ['https://his.apricot.example'], frames: 'child' },
  ready: { css: 'table' },
  noPatient: { css: '#none', contains: '請選擇' },
  fields: { id: ways('身分證字號'), birthDate: ways('生日'), name: ways('姓名') },
};

/** A queue, and a chart in a frame that a script fills bit by bit. */
function writeClinic(people: readonly (readonly [id: string, birth: string, name: string])[]): string {
  const links = people.map(
    (_, i) => `<a href="#" id="p${i}" onclick="chart.show(people[${i}])">第 ${i + 1} 號</a>`,
  );
  write(
    'clinic/index.html',
    `<meta charset="utf-8">${links.join(' ')}<iframe name="chart" src="chart.html"></iframe>
    <script>const people = ${JSON.stringify(people)}; const chart = { show: (one) => frames.chart.show(one) };</script>`,
  );
  write(
    'clinic/chart.html',
    `<meta charset="utf-8"><p id="none">請選擇病人</p><table><tr><td>身分證字號<td id="a"><td>生日<td id="b"><td>姓名<td id="c"></table>
    <script>
      function show([id, birth, name]) {
        document.getElementById('none').textContent = a.textContent = b.textContent = c.textContent = '';
        setTimeout(() => { a.textContent = id; b.textContent = birth; c.textContent = name; }, 100);
      }
    </script>`,
  );
  return join(folder, 'clinic');
}

describe('a HIS that is not ours', () => {
  it('is walked by its adapter and script; who is unknown to the NHI ends in "none"', () => {
    const people = [of('overdue'), of('due'), of('none')].map(
      (one) => [one.id, roc(one.birthDate), one.name] as const,
    );
    const his = writeClinic([...people, ['A123456789', '0650101', '張不在']]);
    const script = write('script.json', { script: 1, steps: [0, 1, 2, 3].map((i) => ({ click: `#p${i}` })) });
    const { status, said, result } = start({ his, adapter: write('adapter.json', ADAPTER), script });
    expect(said).toContain('the simulated NHI knows nobody with this ID');
    const shown = result.patients.map((one: { context: { id: string }; badge: string }) => [
      one.context.id,
      one.badge,
    ]);
    expect(shown).toEqual([
      [of('overdue').id, 'overdue'],
      [of('due').id, 'due'],
      [of('none').id, 'none'],
      ['A123456789', 'none'],
    ]);
    for (const { screenshot, seq, frame } of result.patients) {
      expect(existsSync(screenshot)).toBe(true);
      expect(seq).toBeGreaterThan(0);
      expect(frame).toBeGreaterThan(0);
    }
    expect(status).toBe(0);
  });

  it('may show two patients in two frames: each has the badge of its own', () => {
    const people = [of('overdue'), of('none')];
    const chart = ({ id, birthDate, name }: (typeof people)[number]) =>
      `<meta charset="utf-8"><table><tr><td>身分證字號<td>${id}<td>生日<td>${roc(birthDate)}<td>姓名<td>${name}</table>`;
    for (const [i, one] of people.entries()) write(`two/${i}.html`, chart(one));
    const frames = [0, 1].map((i) => `<iframe src="${i}.html" width="600" height="300"></iframe>`);
    write('two/index.html', frames.join(''));
    const adapter = { ...ADAPTER, noPatient: undefined };
    const { status, said, result } = start({ his: join(folder, 'two'), adapter: write('two.json', adapter) });
    const shown = result.patients.map((one: { context: { id: string }; badge: string; count: number }) => [
      one.context.id,
      one.badge,
      one.count,
    ]);
    expect(shown.sort(), said).toEqual(
      people.map(({ id, expected: { state, count } }) => [id, state, count]).sort(),
    );
    const places: number[] = result.patients.map(({ frame }: { frame: number }) => frame);
    expect(new Set(places).size).toBe(2);
    for (const place of places) expect(said).toContain(`frame ${place} `);
    expect(status).toBe(0);
  });

  it('may be old: one Big5 page, named as it is, with form fields', () => {
    const { id, birthDate } = of('replied');
    const [year, month, day] = birthDate.split('-').map(Number);
    // "姓名" and "王小明" in Big5.
    const [label, name] = ['a96da657', 'a4fda470a9fa'].map((hex) => Buffer.from(hex, 'hex'));
    const field = (key: string, value: string | Buffer) =>
      Buffer.concat([Buffer.from(`<input name="${key}" value="`), Buffer.from(value), Buffer.from('">')]);
    const page = Buffer.concat([
      Buffer.from('<html><meta http-equiv="Content-Type" content="text/html; charset=big5"><form>'),
      label ?? Buffer.alloc(0),
      field('NM', name ?? ''),
      field('ID', id),
      field('BD', `${(year ?? 0) - 1911}/${month}/${day}`),
      Buffer.from('</form></html>'),
    ]);
    write('old/patient.htm', page);
    const way = (key: string) => [{ by: 'css', css: `input[name=${key}]`, read: 'value' }];
    const adapter = write('old.json', {
      ...ADAPTER,
      match: { origins: ['http://10.0.0.7'] },
      ready: { css: 'form' },
      noPatient: undefined,
      fields: { id: way('ID'), birthDate: way('BD'), name: way('NM') },
    });
    const { said, result } = start({ his: join(folder, 'old'), adapter });
    expect(result?.patients, said).toMatchObject([
      { context: { id, birthDate, name: '王小明' }, badge: 'replied' },
    ]);
  });

  it('whose adapter does not fit says what is missing', () => {
    write('empty/index.html', '<p>hello</p>');
    const adapter = write('any.json', { ...ADAPTER, match: { ...ADAPTER.match, frames: 'any' } });
    const { status, said } = start({ his: join(folder, 'empty'), adapter });
    expect(said).toContain("never showed the adapter's sign `ready`");
    expect(status).toBe(1);
  });
});

describe('what is wrong is named', () => {
  const { birthDate, ...fields } = ADAPTER.fields;
  it.each([
    [
      'a misspelt key of the adapter',
      { ...ADAPTER, fields: { ...fields, birthdate: birthDate } },
      'fields.birthdate',
    ],
    ['a way that lacks its label', { ...ADAPTER, fields: { id: [{ by: 'label' }] } }, 'fields.id.0.label'],
    ['no JSON', '{"adapter":1,', 'adapter.json: '],
  ])('%s', (_, content, named) => {
    write('page/index.html', '');
    const { status, said } = start({ his: join(folder, 'page'), adapter: write('adapter.json', content) });
    expect(said).toContain(named);
    expect(said).not.toContain('    at ');
    expect(status).toBe(1);
  });

  it('a step that cannot be done', () => {
    const script = write('script.json', { script: 1, steps: [{ clack: '#p0' }] });
    const { status, said } = start({
      his: writeClinic([]),
      adapter: write('adapter.json', ADAPTER),
      script,
    });
    expect(said).toContain('steps.0');
    expect(status).toBe(1);
  });

  it('a folder that is not there', () => {
    const { said, status } = start({ his: join(folder, 'nowhere'), adapter: write('adapter.json', ADAPTER) });
    expect(said).toContain('neither a folder nor an http(s) address');
    expect(status).toBe(1);
  });
});
