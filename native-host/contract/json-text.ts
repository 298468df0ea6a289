import type { Json } from './merge.ts';

/** A value of a JSON text, and the line (from 1) that it begins on. */
export interface Node {
  line: number;
  value: null | boolean | number | string | readonly Node[] | ReadonlyMap<string, Node>;
}

/** `expected`: what should stand on that line (中文 / English). */
export class JsonTextError extends Error {
  readonly line: number;
  readonly expected: string;

  constructor(line: number, expected: string) {
    super(`line ${line}: ${expected}`);
    this.line = line;
    this.expected = expected;
  }
}

/** No contract file is half as deep; what is deeper is meant to exhaust the stack. */
const DEEPEST = 20;
const STRING = /"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;

/**
 * Reads JSON strictly, as JSON.parse does, but knows the line of everything, and refuses a key that an object
 * has twice. Throws JsonTextError with the line where it stopped. A byte order mark, as Notepad writes it, is
 * skipped.
 */
export function readJsonText(text: string): Node {
  const reader = new Reader(text);
  const node = reader.value(0);
  reader.end();
  return node;
}

/** The same without lines. */
export function plain({ value }: Node): Json {
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, node]) => [key, plain(node)]));
  if (Array.isArray(value)) return value.map(plain);
  return value as Json;
}

class Reader {
  #at: number;
  #lines = 1;
  #counted = 0;
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.startsWith('\uFEFF') ? 1 : 0;
  }

  value(depth: number): Node {
    const line = this.#skip();
    if (depth > DEEPEST) throw new JsonTextError(line, '層數較少的內容 / less nesting');
    const next = this.#text[this.#at];
    if (next === '{') return { line, value: this.#object(depth) };
    if (next === '[') return { line, value: this.#array(depth) };
    const token = this.#token(STRING) ?? this.#token(SCALAR);
    if (token === null) throw this.#error('一個值，文字加引號 / a value; text in double quotes');
    return { line, value: JSON.parse(token) };
  }

  end(): void {
    this.#skip();
    if (this.#at < this.#text.length) throw this.#error('檔案結尾 / the end of the file');
  }

  #object(depth: number): ReadonlyMap<string, Node> {
    const entries = new Map<string, Node>();
    for (const _ of this.#items('{', '}')) {
      const line = this.#skip();
      const token = this.#token(STRING);
      if (token === null) throw this.#error('加引號的名稱 / a name in double quotes');
      const key: string = JSON.parse(token);
      if (entries.has(key)) throw new JsonTextError(line, `"${key}" 只寫一次 / "${key}" once only`);
      this.#expect(':');
      entries.set(key, this.value(depth + 1));
    }
    return entries;
  }

  #array(depth: number): Node[] {
    return Array.from(this.#items('[', ']'), () => this.value(depth + 1));
  }

  /** Yields before each item; whoever asks reads it. */
  *#items(open: string, close: string): Generator<void> {
    this.#expect(open);
    if (this.#take(close)) return;
    do yield;
    while (this.#take(','));
    if (!this.#take(close)) throw this.#error(`, 或 / or ${close}`);
  }

  #expect(sign: string): void {
    if (!this.#take(sign)) throw this.#error(sign);
  }

  #take(sign: string): boolean {
    this.#skip();
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  #token(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const token = pattern.exec(this.#text)?.[0] ?? null;
    this.#at += token?.length ?? 0;
    return token;
  }

  /** Skips white space; the line that follows it. */
  #skip(): number {
    while (' \t\r\n'.includes(this.#text[this.#at] ?? 'x')) this.#at += 1;
    return this.#line();
  }

  /** Counts on from where it counted last: the reader never goes back. */
  #line(): number {
    for (; this.#counted < this.#at; this.#counted += 1)
      if (this.#text[this.#counted] === '\n') this.#lines += 1;
    return this.#lines;
  }

  #error(expected: string): JsonTextError {
    return new JsonTextError(this.#line(), `此處應為 / expected here: ${expected}`);
  }
}
