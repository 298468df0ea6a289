import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Site } from '../http.ts';
import { standInPatients } from '../stand-in.ts';
import { big5 } from './big5.ts';
import { startFrameset } from './server.ts';

let site: Site;
beforeAll(async () => {
  site = await startFrameset(standInPatients);
});
afterAll(() => site.close());

const bytes = async (path: string) =>
  Buffer.from(await (await fetch(`${site.origin}/his${path}`)).arrayBuffer());
const text = async (path: string) => new TextDecoder('big5').decode(await bytes(path));

describe('the frameset HIS', () => {
  it('declares Big5 and sends Big5 bytes', async () => {
    const page = await bytes('/chart.asp?no=1');
    expect(page.includes('charset=big5')).toBe(true);
    // 王小明 in Big5, as any table of it has it.
    expect(page.includes(Buffer.from('a4fda470a9fa', 'hex'))).toBe(true);
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(page)).toThrow();
  });

  it('writes a name outside Big5 as a numeric entity', async () => {
    expect(await text('/chart.asp?no=7')).toContain('&#134071;田由美');
    expect(new TextDecoder('big5').decode(big5('堃'))).toBe('&#22531;');
  });

  it('labels every value in the cell before it, without ids and classes', async () => {
    const page = await text('/chart.asp?no=1');
    expect(page).toMatch(/>身分證號<\/td><td[^>]*>A123456789</);
    expect(page).toMatch(/>出生日期<\/td><td[^>]*>065\/03\/12</);
    expect(page).not.toMatch(/<[^>]+\s(id|class)=/);
  });

  it('masks the IDs of its list', async () => {
    const page = await text('/list.asp');
    expect(page).toContain('A12****789');
    expect(page).not.toContain('A123456789');
  });

  it('tells an active visit from a finished one', async () => {
    expect(await text('/chart.asp?no=1')).toContain('看診中');
    expect(await text('/chart.asp?no=1&end=1')).not.toContain('看診中');
    expect(await text('/chart.asp?no=16')).toContain('預掛');
  });

  it('shows nobody at its start, and a thousand rows when asked', async () => {
    expect(await text('/')).toContain('src="blank.asp"');
    expect(await text('/blank.asp')).toContain('尚未選擇病人');
    expect(await text('/?rows=1000')).toContain('chart.asp?no=1&amp;rows=1000');
    expect((await text('/chart.asp?no=1&rows=1000')).match(/<tr/g)?.length).toBeGreaterThan(1000);
  });

  it('lets every page into the back/forward cache', async () => {
    const page = await fetch(`${site.origin}/his/?no=1`);
    expect(page.headers.get('cache-control')).not.toContain('no-store');
    expect(await page.text()).not.toContain('unload');
  });
});
