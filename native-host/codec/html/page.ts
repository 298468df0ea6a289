import type { Problem } from '../../../shared/domain/problem.ts';
import { placeAfter } from '../fault/place.ts';
import type { Plan } from '../plan.ts';

/** An answer in HTML: never read as text by us, only handed on as it came, for a sandboxed frame. */
export interface Page {
  bytes: Uint8Array;
  /** As the contract has it. */
  charset: string;
  /** As the page says itself, in small letters; null: it does not. */
  declared: string | null;
}

/** HTML lets a page say it within the first 1,024 bytes (HTML, 4.2.5.4). */
const WITHIN = 1_024;
const META = /<meta\s[^>]*?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]+)/i;
const SAME: Record<string, readonly string[]> = {
  Big5: ['big5', 'cp950', 'x-x-big5', 'windows-950', 'csbig5', 'cn-big5'],
  'UTF-8': ['utf-8', 'utf8'],
};

/** A page with what its byte order mark or its `meta` says of its charset, beside the contract's. */
export function pageOf(plan: Plan, bytes: Uint8Array): { page: Page; problems: Problem[] } {
  const { name } = plan.charset;
  const declared = declaredIn(bytes);
  const problems: Problem[] = [];
  if (declared && !SAME[name]?.includes(declared))
    problems.push(aboutPage('charsetDiffers', { declared, contract: name }));
  const end = Buffer.from(bytes.subarray(-WITHIN)).toString('latin1');
  if (!/<\/html\s*>/i.test(end)) problems.push(cutOff(plan, bytes));
  return { page: { bytes: new Uint8Array(bytes), charset: name, declared }, problems };
}

function declaredIn(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, WITHIN)).toString('latin1');
  if (start.startsWith('\xef\xbb\xbf')) return 'utf-8';
  if (/^(\xff\xfe|\xfe\xff)/.test(start)) return 'utf-16';
  return META.exec(start)?.[1]?.toLowerCase() ?? null;
}

/** Half a page would pass for the whole patient. */
function cutOff({ charset }: Plan, bytes: Uint8Array): Problem {
  const { text } = charset.decodeKeeping(bytes);
  const place = placeAfter({ line: 1, column: 1, byte: 0 }, text, bytes.length);
  return { ...aboutPage('pageEndMissing'), severity: 'error', place };
}

const aboutPage = (code: Problem['code'], detail?: Problem['detail']): Problem => ({
  code,
  severity: 'warning',
  record: -1,
  key: '',
  ...(detail ? { detail } : {}),
});
