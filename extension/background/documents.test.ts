import { beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('webextension-polyfill', () => ({ default: { runtime: { id: 'us' } } }));
const { forgetDocuments, placeOfDocument } = await import('./documents.ts');

const sender = (frameId: number, documentLifecycle?: string) =>
  ({
    tab: { id: 7 },
    frameId,
    url: 'https://his.example/visit/1',
    ...(documentLifecycle && { documentLifecycle }),
  }) as unknown as Parameters<typeof placeOfDocument>[1];
const top = { tab: 7, frame: 0, page: 'https://his.example' };
const shows = (nonce: string, from: ReturnType<typeof sender>) =>
  placeOfDocument({ nonce, status: 'patient' }, from);
const covers = (nonce: string, from: ReturnType<typeof sender>) =>
  placeOfDocument({ nonce, status: 'waiting' }, from);

beforeEach(() => forgetDocuments(7));

describe('the place of a document', () => {
  it('is the frame that it was first heard from, whatever the browser says when it leaves', () => {
    expect(shows('a', sender(0, 'active'))).toEqual(top);
    expect(covers('a', sender(4711, 'cached'))).toEqual(top);
  });

  it('is nowhere for one that is leaving and was never heard of', () => {
    expect(covers('b', sender(4711, 'pending_deletion'))).toBeNull();
  });

  it('is taken as told where the browser knows no life cycle', () => {
    expect(shows('c', sender(3))).toEqual({ ...top, frame: 3 });
  });

  it('is forgotten with its tab', () => {
    shows('d', sender(0, 'active'));
    forgetDocuments(7);
    expect(covers('d', sender(4711, 'cached'))).toBeNull();
  });
});

describe('a good-bye that comes after the successor is heard', () => {
  it.each([
    ['to be deleted', 'active', sender(0, 'pending_deletion')],
    ['in the back/forward cache', 'active', sender(4711, 'cached')],
    ['of a browser that tells no life cycle', undefined, sender(0)],
  ])('is nowhere: %s', (_, alive, leaving) => {
    shows('old', sender(0, alive));
    shows('new', sender(0, alive));
    expect(covers('old', leaving)).toBeNull();
    expect(covers('new', sender(0, alive))).toEqual(top);
  });

  it('is in its place while nobody succeeded it, or only in another frame', () => {
    shows('old', sender(0, 'active'));
    shows('other', sender(3, 'active'));
    expect(covers('old', sender(0, 'pending_deletion'))).toEqual(top);
  });

  it.each(['active', undefined])('never silences a document that shows a patient (%s)', (life) => {
    shows('one', sender(0, life));
    shows('two', sender(0, life));
    expect(shows('one', sender(0, life))).toEqual(top);
    expect(covers('one', sender(0, life))).toEqual(top);
  });
});
