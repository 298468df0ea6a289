import { gzipSync } from 'node:zlib';

/** The most that the content script may have, gzipped: 10 KB, in bytes. */
export const CONTENT_LIMIT = 10_000;

export const gzippedBytes = (script: string | Buffer): number => gzipSync(script, { level: 9 }).length;
