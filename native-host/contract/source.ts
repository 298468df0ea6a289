import { UNRESERVED } from '../../shared/contract/values.ts';
import { JsonTextError, type Node, plain, readJsonText } from './json-text.ts';
import { isObject, type Json } from './merge.ts';
import { ContractError } from './refusal.ts';

/** A contract file as it was found: `text` of a hospital's correction, `data` of what comes with the product. */
export type ContractFile = { file: string; text: string } | { file: string; data: unknown };

/** The same, read. `lines`: path → line; null where there is no text to point at. */
export interface Source {
  file: string;
  data: Json;
  lines: ReadonlyMap<string, number> | null;
}

/** Reads JSON. Throws ContractError with the line for what is no JSON, or says one thing twice. */
export function readSource(found: ContractFile): Source {
  const { file } = found;
  if ('data' in found) return { file, data: found.data as Json, lines: null };
  try {
    const node = readJsonText(found.text);
    return { file, data: plain(node), lines: linesOf(node, file) };
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    const { line, expected } = error;
    throw new ContractError({ file, line, path: '(JSON)', remedy: expected }, { cause: error });
  }
}

function linesOf(node: Node, file: string): Map<string, number> {
  const lines = new Map<string, number>();
  walk(node, '', (path, line) => {
    if (UNKEPT.test(path)) throw new ContractError({ file, line, path, remedy: UNRESERVED });
    if (lines.has(path))
      throw new ContractError({ file, line, path, remedy: '每一項只寫一次 / each of these once only' });
    lines.set(path, line);
  });
  return lines;
}

/** Names that a schema would pass over without a word, since an object cannot hold them safely. */
const UNKEPT = /(^|\.)(__proto__|prototype|constructor)$/;

/** Tells every path of a file; elements by their key, everything else by name or index. */
function walk({ line, value }: Node, path: string, tell: (path: string, line: number) => void): void {
  tell(path, line);
  const below = (name: string, node: Node) => walk(node, path ? `${path}.${name}` : name, tell);
  if (value instanceof Map) for (const [name, node] of value) below(name, node);
  if (Array.isArray(value))
    value.forEach((node: Node, i) => {
      below(keyOf(plain(node)) ?? String(i), node);
    });
}

/** The name of an element in messages. */
export function keyOf(json: Json | undefined): string | null {
  return isObject(json) && typeof json.key === 'string' ? json.key : null;
}
