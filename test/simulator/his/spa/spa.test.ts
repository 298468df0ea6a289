import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Site } from '../http.ts';
import { standInPatients } from '../stand-in.ts';
import { delaySource } from './client/late.ts';
import { startSpa } from './server.ts';

let site: Site;
beforeAll(async () => {
  site = await startSpa(standInPatients);
});
afterAll(() => site.close());

const get = (path: string) => fetch(site.origin + path);

describe('the single-page HIS', () => {
  it('serves one document for every route', async () => {
    const start = await (await get('/')).text();
    for (const route of ['/visit/3', '/private/3', '/list', '/quick', '/visit/3?late=0,0,0'])
      expect(await (await get(route)).text()).toBe(start);
    expect(start).not.toContain('A123456789');
  });

  it('serves nothing of the disk but its own files', async () => {
    expect((await get('/assets/style.css')).headers.get('content-type')).toContain('text/css');
    expect((await get('/assets/..%2fserver.ts')).status).toBe(404);
    expect((await get('/assets/server.ts')).status).toBe(404);
  });

  it('gives the queue masked and a patient whole', async () => {
    const queue = await (await get('/api/queue')).text();
    expect(queue).toContain('A12****789');
    expect(queue).not.toContain('A123456789');
    expect(await (await get('/api/patients/1')).json()).toMatchObject({
      id: 'A123456789',
      birth: '1976-03-12',
    });
    expect((await get('/api/patients/99')).status).toBe(404);
  });
});

describe('late data', () => {
  it('waits as it is told', () => {
    expect(delaySource(new URLSearchParams('late=1,2,3'))()).toEqual({ name: 1, id: 2, visit: 3 });
    expect(delaySource(new URLSearchParams('late=0,0,0'))()).toEqual({ name: 0, id: 0, visit: 0 });
  });

  it('is random, but the same for the same seed', () => {
    const draw = (seed: number) => {
      const next = delaySource(new URLSearchParams(`late=random,${seed},300`));
      return Array.from({ length: 50 }, next);
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    const all = draw(7).flatMap((one) => Object.values(one));
    expect(Math.max(...all)).toBeLessThan(300);
    expect(Math.max(...all) - Math.min(...all)).toBeGreaterThan(200);
  });
});
