import { X509Certificate } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import type { HostConfig, SignOff } from './config.ts';
import { SignOffFile } from './schema.ts';

/** A configuration directory; `check` throws where a file could have been written by someone else. */
export interface Folder {
  path: string;
  check(path: string): void;
}

/**
 * False only where the system says that there is nothing: a file that we may not see must not turn into the
 * defaults, which are laxer than what an administrator wrote. Throws `app:configInsecure` where rights forbid
 * it, else `app:configInvalid`, with the path.
 */
export function isThere(path: string): boolean {
  return orRefused(path, () => {
    try {
      lstatSync(path);
      return true;
    } catch (error) {
      if (['ENOENT', 'ENOTDIR'].includes(codeOf(error))) return false;
      throw error;
    }
  });
}

/** The text of a file, or null where there is none. */
export function readText(folder: Folder, name: string): string | null {
  const path = join(folder.path, name);
  if (!isThere(path)) return null;
  folder.check(path);
  return orRefused(path, () => readFileSync(path, 'utf8'));
}

/** A file against its schema; an error names file and field, never a value. */
export function parseFile<S extends v.GenericSchema>(
  schema: S,
  file: string,
  text: string,
): v.InferOutput<S> {
  const result = v.safeParse(schema, parseJson(file, text), { abortEarly: true });
  if (result.success) return result.output;
  throw new CodedError(
    'app:configInvalid',
    `${file}: ${v.getDotPath(result.issues[0]) ?? '?'}`.slice(0, 120),
  );
}

export function readWebCa(folder: Folder): string[] | null {
  const text = readText(folder, 'ca.pem');
  return text === null ? null : certificates('ca.pem', text);
}

export function readPins(folder: Folder): HostConfig['consolePins'] {
  return list(folder, 'console-pins', '.pem').flatMap(({ file, text }) =>
    certificates(file, text).map((pem) => ({ pem, fingerprint256: new X509Certificate(pem).fingerprint256 })),
  );
}

export function readOverlays(folder: Folder): HostConfig['contractOverlays'] {
  return list(folder, 'contract.d', '.json');
}

export function readSignOffs(folder: Folder): SignOff[] {
  return list(folder, 'sign-offs', '.json').map(({ file, text }) => parseFile(SignOffFile, file, text));
}

function list(folder: Folder, name: string, ending: string): { file: string; text: string }[] {
  const path = join(folder.path, name);
  if (!isThere(path)) return [];
  folder.check(path);
  const files = orRefused(path, () => readdirSync(path)).filter((file) => file.endsWith(ending));
  return files
    .sort()
    .map((file) => ({ file: `${name}/${file}`, text: readText(folder, join(name, file)) ?? '' }));
}

function orRefused<T>(path: string, look: () => T): T {
  try {
    return look();
  } catch (cause) {
    const forbidden = ['EACCES', 'EPERM'].includes(codeOf(cause));
    const key = forbidden ? 'app:configInsecure' : 'app:configInvalid';
    throw new CodedError(key, path.slice(-120), { cause });
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function certificates(file: string, text: string): string[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    if (blocks.length === 0) throw new Error('no certificate');
    for (const block of blocks) new X509Certificate(block);
    return blocks;
  } catch (cause) {
    throw new CodedError('app:configInvalid', file, { cause });
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CodedError('app:configInvalid', file, { cause });
  }
}
