import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadContracts } from '../../native-host/contract/contracts.ts';
import { type Proposed, proposeFrom } from '../../scripts/contract-import/import.ts';
import { ImportError } from '../../scripts/contract-import/import-error.ts';
import { textOfOverlay } from '../../scripts/contract-import/overlay.ts';
import { ensureChromium, ensureCjkFont } from '../../scripts/ensure-browser.ts';
import { LAYOUTS, type Layout } from './contract-import/layouts.ts';
import { type Figures, measure } from './contract-import/measure.ts';
import { encryptedPdf, rawPdf } from './contract-import/raw-pdf.ts';
import { type TrueRow, truthOf } from './contract-import/truth.ts';

/** Format documents of our own, printed by a real browser, read and accepted. No real one was at hand. */
let folder: string;
let browser: Browser;
let page: Page;
const files = new Map<string, { pdf: string; truth: TrueRow[] }>();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'contract-import-'));
  ensureCjkFont();
  browser = await chromium.launch({
    executablePath: ensureChromium().path,
    args: ['--no-sandbox', '--disable-gpu'],
  });
  page = await browser.newPage();
  for (const [name, layout] of Object.entries<Layout>(LAYOUTS)) files.set(name, await print(name, layout));
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function print(name: string, layout: Layout) {
  const truth = truthOf(layout.operation, layout.name);
  await page.setContent(layout.html(truth));
  const pdf = join(folder, `${name}.pdf`);
  writeFileSync(pdf, await page.pdf(layout.print));
  return { pdf, truth };
}

function fileOf(name: keyof typeof LAYOUTS) {
  const file = files.get(name);
  if (!file) throw new Error(`${name} was not printed`);
  return file;
}
const read = new Map<string, Promise<Proposed>>();
function propose(name: keyof typeof LAYOUTS, edition: string | null = null): Promise<Proposed> {
  const { operation } = LAYOUTS[name];
  const known =
    read.get(`${name} ${edition}`) ?? proposeFrom(fileOf(name).pdf, { operation, edition, base: null });
  read.set(`${name} ${edition}`, known);
  return known;
}

const WHOLE = { recall: 1, precision: 1 };
/** As docs/contract-import.md states them. */
const FLOORS: Record<keyof typeof LAYOUTS, Partial<Record<keyof Figures, typeof WHOLE>>> = {
  ruledGrid: { codes: WHOLE, lengths: WHOLE, required: WHOLE, titles: WHOLE },
  whitespace: { codes: WHOLE, lengths: WHOLE, required: WHOLE, titles: WHOLE },
  mergedLandscape: { codes: WHOLE, lengths: WHOLE, required: WHOLE, titles: WHOLE },
  codeWithName: { codes: WHOLE, lengths: WHOLE, required: WHOLE, titles: WHOLE },
  manyPages: { codes: WHOLE, lengths: WHOLE, required: WHOLE, titles: WHOLE },
  narrowWhitespace: { codes: WHOLE, lengths: WHOLE, required: WHOLE, titles: WHOLE },
  separateBoxes: { codes: WHOLE, lengths: WHOLE, required: WHOLE, titles: WHOLE },
  renamed: { codes: { recall: 0.85, precision: 1 }, lengths: { recall: 0.85, precision: 1 } },
};

describe('a field table that a browser printed', () => {
  it.each(Object.keys(LAYOUTS) as (keyof typeof LAYOUTS)[])('%s: recall and precision', async (name) => {
    const proposed = await propose(name);
    const figures = measure(proposed, fileOf(name).truth);
    console.log(name, JSON.stringify({ pages: proposed.rows.at(-1)?.page, ...figures }));
    for (const [what, floor] of Object.entries(FLOORS[name])) {
      const reached = figures[what as 'codes'];
      expect.soft(reached.recall, `${what}: recall`).toBeGreaterThanOrEqual(floor.recall);
      expect.soft(reached.precision, `${what}: precision`).toBeGreaterThanOrEqual(floor.precision);
    }
    expect(figures.certainButWrong).toEqual([]);
  });

  it.each(
    Object.keys(LAYOUTS) as (keyof typeof LAYOUTS)[],
  )('%s: a field that nobody knows is given to no key, and listed', async (name) => {
    const { matching } = await propose(name);
    const unknown = fileOf(name).truth.filter(({ path }) => path === null).length;
    const listed = matching.unmatched.filter(({ row }) => row.cells.name === '健保署保留使用');
    expect(listed).toHaveLength(unknown);
    expect(listed.flatMap(({ candidates }) => candidates)).toEqual([]);
  });

  it('is one table over many pages: rows that a page cuts are whole, and page titles are in none', async () => {
    const { rows } = await propose('manyPages');
    expect(rows.at(-1)?.page).toBeGreaterThanOrEqual(3);
    expect(rows.filter(({ joined }) => joined).length).toBeGreaterThan(0);
    expect(rows).toHaveLength(fileOf('manyPages').truth.length);
    for (const { cells } of rows) expect(Object.values(cells).join()).not.toMatch(/格式說明|第\s*\d+\s*頁/);
  });

  it.each([
    'codeWithName',
    'narrowWhitespace',
  ] as const)('%s: what was taken for no row is shown', async (name) => {
    const { leftOut } = await propose(name);
    const notes = leftOut.map(({ text }) => text).join('');
    expect(notes).toContain(name === 'codeWithName' ? '以下欄位於' : '表頭');
    expect(notes).not.toMatch(/[dhrz]1\d\d/);
  });

  it('takes the edition from the document, or as it is told', async () => {
    expect((await propose('ruledGrid')).edition).toBe(2025);
    expect((await propose('ruledGrid', '2024')).edition).toBe(2024);
  });

  it('lists the keys that no row is about', async () => {
    const { matching } = await propose('renamed');
    expect(matching.missing.map(({ key }) => key)).toContain('sender.code');
  });
});

describe('what is accepted', () => {
  it('becomes a correction that the loader takes, every value from the edition', async () => {
    const proposed = await propose('ruledGrid');
    const certain = proposed.proposals.filter(({ sureness }) => sureness === 'certain');
    const { overlay, refused } = proposed.overlay(certain, 'eta.json');
    expect(refused).toEqual([]);
    const contracts = loadContracts([{ file: 'ours.json', text: textOfOverlay(overlay) }]);
    const leaves = contracts.batch('eta').leaves.filter(({ file }) => file === 'ours.json');
    expect(leaves.length).toBeGreaterThanOrEqual(certain.length);
    expect(new Set(leaves.map(({ from }) => from))).toEqual(new Set(['official-2025']));
    const { truth } = fileOf('ruledGrid');
    for (const { path, code } of truth.filter((row) => row.path))
      expect(leaves.find((leaf) => leaf.path === `${path}.code`)?.value).toBe(code);
  });

  it('holds nothing that was not accepted', async () => {
    const proposed = await propose('ruledGrid');
    const one = proposed.proposals.filter(({ path }) => path === 'document.elements.patient.id.maxBytes');
    const { overlay } = proposed.overlay(one, 'eta.json');
    expect(overlay).toEqual({
      contractVersion: 1,
      operation: 'eta',
      document: { elements: [{ key: 'patient.id', maxBytes: { value: 13, from: 'official-2025' } }] },
    });
  });
});

describe('the command', () => {
  const root = resolve(import.meta.dirname, '../..');
  const command = (...args: string[]) => {
    const script = join(root, 'scripts/contract-import.ts');
    const options = { encoding: 'utf8', cwd: folder } as const;
    return spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], options);
  };
  const reply = (...args: string[]) => JSON.parse(command(...args, '--json').stdout);
  const OUT = ['--operation', 'eta', '--out', 'mine/eta.json'];

  it('shows the differences and accepts nothing by itself', () => {
    const { status, stdout } = command(fileOf('ruledGrid').pdf, ...OUT);
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /document\.elements\.patient\.id\.maxBytes: 10 \[assumed\] → 13 {2}\(p\.\d table \d row \d+, 確定/,
    );
    expect(stdout).toContain('no real NHI format document');
    expect(existsSync(join(folder, 'mine/eta.json'))).toBe(false);
    expect(existsSync(join(folder, 'mine/eta.proposed.json'))).toBe(true);
  });

  it('adds what is accepted to what was accepted before', () => {
    const { pdf } = fileOf('ruledGrid');
    expect(reply(pdf, ...OUT, '--accept', 'patient.id.maxBytes').accepted).toEqual([
      'document.elements.patient.id.maxBytes',
    ]);
    expect(reply(pdf, ...OUT, '--accept', 'patient.name.maxBytes').written).toBe('mine/eta.json');
    const text = readFileSync(join(folder, 'mine/eta.json'), 'utf8');
    const { leaves } = loadContracts([{ file: 'ours.json', text }]).batch('eta');
    expect(leaves.filter(({ file }) => file === 'ours.json').map(({ path }) => path)).toEqual([
      'document.elements.patient.id.maxBytes',
      'document.elements.patient.name.maxBytes',
    ]);
  });

  it('asks nobody where there is no terminal', () => {
    const { status, stderr } = command(fileOf('ruledGrid').pdf, ...OUT, '--accept');
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^noTerminal: /)]);
  });

  it('says how it is used', () => {
    expect(command('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('--accept') });
    expect(command()).toMatchObject({ status: 2, stderr: expect.stringContaining('--operation') });
  });
});

describe('a document that gives nothing', () => {
  const outcome = async (name: string, bytes: Uint8Array, operation = 'eta'): Promise<string> => {
    const pdf = join(folder, name);
    writeFileSync(pdf, bytes);
    const why = await proposeFrom(pdf, { operation, edition: null, base: null }).catch((error) => error);
    if (!(why instanceof ImportError)) throw new Error(`It was read: ${why}`);
    expect(why.message).toMatch(/\p{Script=Han}[\s\S]*\n.*[a-z]/u);
    return why.code;
  };

  it('is a scan: a picture of a table', async () => {
    await page.setContent(LAYOUTS.ruledGrid.html(fileOf('ruledGrid').truth));
    const picture = (await page.screenshot()).toString('base64');
    await page.setContent(`<img src="data:image/png;base64,${picture}" style="width:100%">`);
    expect(await outcome('scan.pdf', await page.pdf())).toBe('noText');
  });

  it('is a scan with the hidden text of a recognition', async () => {
    expect(await outcome('recognised.pdf', rawPdf({ mode: 3 }))).toBe('noText');
  });

  it('asks for a password', async () => {
    expect(await outcome('encrypted.pdf', encryptedPdf())).toBe('encrypted');
  });

  it('is cut off, wherever', async () => {
    const whole = readFileSync(fileOf('ruledGrid').pdf);
    for (const part of [0.1, 0.5, 0.9, 0.999])
      expect(await outcome('cut.pdf', whole.subarray(0, whole.length * part - 6))).toBe('truncated');
  });

  it('is damaged in its middle', async () => {
    const damaged = Buffer.from(readFileSync(fileOf('ruledGrid').pdf));
    damaged.fill(0, damaged.length * 0.02, damaged.length * 0.98);
    expect(await outcome('damaged.pdf', damaged)).toBe('broken');
  });

  it('is no PDF, not there, without a table, about another operation, or undated', async () => {
    expect(await outcome('word.pdf', Buffer.from('PK\u0003\u0004 a document of another program'))).toBe(
      'notPdf',
    );
    expect(await outcome('letter.pdf', rawPdf())).toBe('noTable');
    expect(await outcome('other.pdf', readFileSync(fileOf('ruledGrid').pdf), 'eta-nothing')).toBe(
      'unknownOperation',
    );
    await page.setContent(LAYOUTS.ruledGrid.html(fileOf('ruledGrid').truth).replace('民國114年3月1日', ''));
    expect(await outcome('undated.pdf', await page.pdf())).toBe('noEdition');
    const gone = proposeFrom(join(folder, 'gone.pdf'), { operation: 'eta', edition: null, base: null });
    await expect(gone).rejects.toMatchObject({ code: 'notFound' });
  });
});
