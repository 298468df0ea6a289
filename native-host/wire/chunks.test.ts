import { describe, expect, it } from 'vitest';
import { MAX_CHUNK_BYTES } from '../../shared/protocol/version.ts';
import { answerFrames } from './chunks.ts';
import { encodeFrame } from './frames.ts';

/** What costs most on the wire: quotes and backslashes, three- and four-byte characters. */
const nasty = (length: number) => ({ text: '"\\病𠮷\u0001é'.repeat(length) });

describe('answerFrames', () => {
  it('leaves a short answer whole', () => {
    expect(answerFrames('a', { n: 1 }, true)).toEqual([{ id: 'a', ok: true, body: { n: 1 } }]);
  });

  it('cuts a long one into frames that fit, and loses nothing', () => {
    const body = nasty(200_000);
    const frames = answerFrames('f'.repeat(64), body, true);
    const pieces = frames.map((frame) => ('chunk' in frame ? frame.chunk : expect.fail('not a chunk')));
    expect(frames.length).toBeGreaterThan(3);
    for (const frame of frames) expect(encodeFrame(frame).length).toBeLessThanOrEqual(MAX_CHUNK_BYTES);
    expect(pieces.map((piece) => piece.index)).toEqual(frames.map((_, i) => i));
    expect(new Set(pieces.map((piece) => piece.of))).toEqual(new Set([frames.length]));
    expect(JSON.parse(pieces.map((piece) => piece.text).join(''))).toEqual(body);
  });

  it('refuses a long one that may not be cut', () => {
    expect(() => answerFrames('a', nasty(200_000), false)).toThrow('wire:tooLarge');
  });
});
