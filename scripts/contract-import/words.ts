import type { Glyph } from './marks.ts';

/** Characters that stand together. Points; `y`: the middle of the line, from the top. */
export interface Word {
  text: string;
  x0: number;
  x1: number;
  y: number;
  size: number;
}

/** Parts of the font's size. */
const GAP = 0.18;
const SAME_LINE = 0.4;
const MIDDLE = 0.36;
/** A bold letter is sometimes the same letter printed twice. */
const TWICE = 0.2;

/** Characters joined into words, lines from the top, each from the left. */
export function wordsOf(glyphs: readonly Glyph[]): Word[] {
  return linesOf(glyphs.map((one) => ({ ...one, y: one.y - one.size * MIDDLE }))).flatMap(joined);
}

function joined(line: readonly Word[]): Word[] {
  const words: Word[] = [];
  let last: Word | undefined;
  for (const glyph of line) {
    const word = words.at(-1);
    const again = last && last.text === glyph.text && glyph.x0 - last.x0 < TWICE * glyph.size;
    if (again) continue;
    if (word && glyph.x0 - word.x1 < GAP * glyph.size) {
      word.text += glyph.text;
      word.x1 = glyph.x1;
      word.size = Math.max(word.size, glyph.size);
    } else words.push({ ...glyph });
    last = glyph;
  }
  return words;
}

/** What stands at one height; Chinese and Latin fonts sit a little apart. */
export function linesOf<W extends Word>(words: readonly W[]): W[][] {
  const lines: { y: number; words: W[] }[] = [];
  for (const word of [...words].sort((a, b) => a.y - b.y)) {
    const line = lines.at(-1);
    if (line && word.y - line.y < SAME_LINE * word.size) line.words.push(word);
    else lines.push({ y: word.y, words: [word] });
  }
  return lines.map((line) => line.words.sort((a, b) => a.x0 - b.x0));
}

const CJK = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u;

/** The words of one cell as one text. Chinese is broken anywhere, so that its lines are joined without a space. */
export function textOf(words: readonly Word[]): string {
  return linesOf(words)
    .map((line) => line.map((word) => word.text).reduce(spaced))
    .reduce(joinText, '');
}

/** Within a line, a space was printed: between Chinese characters it only spreads them. */
function spaced(one: string, other: string): string {
  const spread = CJK.test(one.at(-1) ?? '') && CJK.test(other[0] ?? '');
  return one + (spread ? '' : ' ') + other;
}

export function joinText(one: string, other: string): string {
  const [end, start] = [one.at(-1) ?? '', other[0] ?? ''];
  const tight = !one || !other || CJK.test(end) || CJK.test(start) || /[/\-_(]/.test(end);
  return one + (tight ? '' : ' ') + other;
}
