import { describe, expect, it, vi } from 'vitest';

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

describe('the place of a document', () => {
  it('is the frame that it was first heard from, whatever the browser says when it leaves', () => {
    expect(placeOfDocument('a', sender(0, 'active'))).toEqual(top);
    expect(placeOfDocument('a', sender(4711, 'cached'))).toEqual(top);
  });

  it('is nowhere for one that is leaving and was never heard of', () => {
    expect(placeOfDocument('b', sender(4711, 'pending_deletion'))).toBeNull();
  });

  it('is taken as told where the browser knows no life cycle', () => {
    expect(placeOfDocument('c', sender(3))).toEqual({ ...top, frame: 3 });
  });

  it('is forgotten with its tab', () => {
    placeOfDocument('d', sender(0, 'active'));
    forgetDocuments(7);
    expect(placeOfDocument('d', sender(4711, 'cached'))).toBeNull();
  });
});
