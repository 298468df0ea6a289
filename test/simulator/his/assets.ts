import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { extname } from 'node:path';
import type { Reply } from './http.ts';

const TYPES: Record<string, string> = {
  '.ts': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
};

/** A file of ours; a TypeScript one goes out as the JavaScript that is left without its types. */
export function asset(file: URL): Reply {
  const body = readFileSync(file, 'utf8');
  const extension = extname(file.pathname);
  return {
    type: TYPES[extension] ?? 'application/octet-stream',
    body: extension === '.ts' ? stripTypeScriptTypes(body) : body,
  };
}
