import type { Problem } from '../../../shared/domain/problem.ts';
import type { CharsetName } from '../charset/charset.ts';
import type { Reading } from '../read/item.ts';
import type { Progress } from '../read/progress.ts';

const DECLARATION =
  /^<\?xml\s+version\s*=\s*(["'])1\.0\1(?:\s+encoding\s*=\s*(["'])([A-Za-z][\w.-]*)\2)?(?:\s+standalone\s*=\s*(["'])(?:yes|no)\4)?\s*\?>$/;
/** Longer than any declaration that says what XML lets it say. */
const MOST = 256;

/** As a declaration may call the charsets that a contract names. HKSCS is not among them: it differs. */
const CALLED: Record<CharsetName, readonly string[]> = {
  Big5: ['big5', 'cp950', 'ms950', 'windows-950', 'x-windows-950', 'csbig5', 'big5-eten'],
  'UTF-8': ['utf-8', 'utf8'],
};
const UTF8_MARK = '\xef\xbb\xbf';
const UTF16 = /^(?:\xff\xfe|\xfe\xff|<\0|\0<)/;

/** Byte order mark and declaration. Throws where the file is in another encoding than its contract says. */
export function* readDeclaration(file: Progress): Reading<Problem[]> {
  yield* file.has(5);
  const marked = readMark(file);
  if (!(yield* file.has(5))) throw file.fail('app:fileTruncated');
  if (file.window.view(0, 5).toString('latin1') !== '<?xml') {
    yield* refuseUnicode(file);
    return [...marked, told(file, 'declarationMissing')];
  }
  while (file.window.indexOf('?>', 0) < 0) {
    if (file.window.length > MOST) throw file.fail('app:fileMalformed');
    if (!(yield* file.has(file.window.length + 1))) throw file.fail('app:fileTruncated');
  }
  const end = file.window.indexOf('?>', 0) + 2;
  const text = file.window.view(0, end).toString('latin1');
  const match = DECLARATION.exec(text);
  if (!match) throw file.fail('app:fileMalformed');
  const encoding = match[3]?.toLowerCase() ?? 'utf-8';
  if (!CALLED[file.plan.charset.name].includes(encoding)) throw file.fail('app:fileEncodingDiffers');
  file.pass({ text, from: file.place, kept: [] }, end);
  return marked;
}

/** What says nothing of its encoding is UTF-8 by XML's own rule; what also looks like it is not read as Big5. */
function* refuseUnicode(file: Progress): Reading {
  if (file.plan.charset.name === 'UTF-8') return;
  yield* file.has(LOOKED_AT);
  const bytes = file.window.view(0, LOOKED_AT);
  if (bytes.some((byte) => byte > 0x7f) && isUtf8(bytes)) throw file.fail('app:fileEncodingDiffers');
}
const LOOKED_AT = 4_096;

/** Half a character at the end is none of its faults. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** A byte order mark belongs to Unicode alone. */
export function readMark(file: Progress): Problem[] {
  const start = file.window.view(0, 3).toString('latin1');
  if (UTF16.test(start)) throw file.fail('app:fileEncodingDiffers');
  if (start !== UTF8_MARK) return [];
  if (file.plan.charset.name !== 'UTF-8') throw file.fail('app:fileEncodingDiffers');
  const problem = told(file, 'byteOrderMark');
  file.pass({ text: '', from: file.place, kept: [] }, 3);
  return [problem];
}

const told = (file: Progress, code: 'declarationMissing' | 'byteOrderMark'): Problem => ({
  code,
  severity: 'warning',
  record: -1,
  key: '',
  place: file.place,
});
