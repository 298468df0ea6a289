import { type BatchDocument, type BatchElement, isGroup } from './batch.ts';
import type { Fault } from './values.ts';

type Encoding = BatchDocument['encoding']['value'];
type Codes = Readonly<Record<string, string>>;
interface Wire {
  encoding: Encoding;
  /** Ours to write: ASCII, which every character set of the NHI's has. */
  isWritten: boolean;
}

const ASCII = /^[!-~]([ -~]*[!-~])?$/;
/** Nothing invisible, and no blank at either end, which a reader may trim. */
const PRINTABLE = /^[^\p{C}\p{Z}]([^\p{C}\p{Zl}\p{Zp}]*[^\p{C}\p{Z}])?$/u;

/** The first code list of a document whose codes its element could not hold, or a reader not tell apart. */
export function wireCodesFault(at: string, { elements, head, encoding }: BatchDocument): Fault | null {
  const wire = { encoding: encoding.value, isWritten: at === 'document' || at === 'request' };
  return (
    levelCodesFault(`${at}.elements`, elements, wire) ??
    levelCodesFault(`${at}.head.elements`, head?.elements ?? [], wire)
  );
}

function levelCodesFault(at: string, elements: readonly BatchElement[], wire: Wire): Fault | null {
  for (const element of elements) {
    const here = `${at}.${element.key}`;
    const fault = isGroup(element)
      ? levelCodesFault(`${here}.elements`, element.elements, wire)
      : element.codes && codesFault(here, element.codes.value, element.maxBytes.value, wire);
    if (fault) return fault;
  }
  return null;
}

/** `at`: the element's path. */
export function codesFault(at: string, codes: Codes, maxBytes: number, wire: Wire): Fault | null {
  const path = `${at}.codes`;
  const all = Object.keys(codes);
  if (all.length === 0) return { path, remedy: '一個以上的代碼 / one code or more' };
  const { isWritten, encoding } = wire;
  const fits = (code: string) =>
    (isWritten ? ASCII : PRINTABLE).test(code) && byteLength(code, encoding) <= maxBytes;
  if (all.every(fits)) return null;
  const signs = isWritten ? ['可見的 ASCII 字元', 'visible ASCII'] : ['可見字元', 'visible characters'];
  return {
    path,
    remedy: `代碼為 1 至 ${maxBytes} 位元組的${signs[0]}，前後無空白 / codes of 1 to ${maxBytes} bytes, ${signs[1]}, no blank at either end`,
  };
}

/** A character outside of ASCII is two bytes in Big5. */
function byteLength(text: string, encoding: Encoding): number {
  const bytes = encoding === 'Big5' ? () => 2 : utf8Length;
  return Array.from(text, (sign) => (sign <= '~' ? 1 : bytes(sign))).reduce((sum, one) => sum + one, 0);
}

function utf8Length(sign: string): number {
  const point = sign.codePointAt(0) ?? 0;
  if (point < 0x800) return 2;
  return point < 0x1_0000 ? 3 : 4;
}
