import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { rulesOfPath } from './paths.ts';
import { withoutRadicals } from './radicals.ts';
import { apply, type Matrix, multiply } from './transform.ts';

/** One character on the page. Points; `y`: baseline, from the top. */
export interface Glyph {
  text: string;
  x0: number;
  x1: number;
  y: number;
  size: number;
}

/** A straight line of a table: `x0 === x1` or `y0 === y1`. */
export interface Rule {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

interface FontGlyph {
  unicode: string;
  width: number;
  isSpace: boolean;
}
interface State {
  matrix: Matrix;
  size: number;
  charSpacing: number;
  wordSpacing: number;
  scale: number;
  rise: number;
  leading: number;
  hidden: boolean;
  widthUnit: number;
}

/** What pdf.js's list of operators says: `args[i]` belongs to `fns[i]`. */
export interface Operators {
  fns: readonly number[];
  args: readonly unknown[];
  /** The font's matrix: 0.001 for nearly all. */
  widthUnit(font: string): number;
}

/** Text that a reader shows but nobody sees: the layer of a text recognition. */
const INVISIBLE = [3, 7];

/**
 * Characters and straight lines of one page. pdf.js's own text content is not used: it joins what stands in two
 * cells of a narrow table into one item, and knows no lines.
 */
export function marksOf(page: Operators, view: Matrix): { glyphs: Glyph[]; rules: Rule[] } {
  const pen = new Pen(view);
  page.fns.forEach((fn, i) => {
    const args = page.args[i];
    pen.step(fn, Array.isArray(args) ? args : [], page);
  });
  return pen;
}

class Pen {
  readonly glyphs: Glyph[] = [];
  readonly rules: Rule[] = [];
  #state: State;
  readonly #saved: State[] = [];
  #text: Matrix = [1, 0, 0, 1, 0, 0];
  #line = { x: 0, y: 0 };
  #x = 0;

  constructor(view: Matrix) {
    const plain = { size: 0, charSpacing: 0, wordSpacing: 0, scale: 1, rise: 0, leading: 0 };
    this.#state = { ...plain, matrix: view, hidden: false, widthUnit: 0.001 };
  }

  step(fn: number, args: readonly unknown[], page: Operators): void {
    const number = (i: number) => Number(args[i] ?? 0);
    const state = this.#state;
    switch (fn) {
      case OPS.save:
        this.#saved.push({ ...state });
        break;
      case OPS.restore:
      case OPS.paintFormXObjectEnd:
        this.#state = this.#saved.pop() ?? state;
        break;
      case OPS.paintFormXObjectBegin:
        this.#saved.push({ ...state });
        if (args[0]) state.matrix = multiply(state.matrix, args[0] as Matrix);
        break;
      case OPS.transform:
        state.matrix = multiply(state.matrix, args as unknown as Matrix);
        break;
      case OPS.constructPath:
        this.rules.push(...rulesOfPath(number(0), args[1], state.matrix));
        break;
      case OPS.beginText:
        this.#set([1, 0, 0, 1, 0, 0]);
        break;
      case OPS.setTextMatrix:
        this.#set((args.length === 1 ? args[0] : args) as Matrix);
        break;
      case OPS.setFont:
        state.size = number(1);
        state.widthUnit = page.widthUnit(String(args[0]));
        break;
      case OPS.setCharSpacing:
        state.charSpacing = number(0);
        break;
      case OPS.setWordSpacing:
        state.wordSpacing = number(0);
        break;
      case OPS.setHScale:
        state.scale = number(0) / 100;
        break;
      case OPS.setTextRise:
        state.rise = number(0);
        break;
      case OPS.setLeading:
        state.leading = number(0);
        break;
      case OPS.setTextRenderingMode:
        state.hidden = INVISIBLE.includes(number(0));
        break;
      case OPS.moveText:
        this.#move(number(0), number(1));
        break;
      case OPS.setLeadingMoveText:
        state.leading = -number(1);
        this.#move(number(0), number(1));
        break;
      case OPS.nextLine:
        this.#move(0, -state.leading);
        break;
      case OPS.showText:
        this.#show(args[0] as readonly (FontGlyph | number)[]);
        break;
    }
  }

  #set(matrix: Matrix): void {
    this.#text = matrix;
    this.#line = { x: 0, y: 0 };
    this.#x = 0;
  }

  #move(x: number, y: number): void {
    this.#line = { x: this.#line.x + x, y: this.#line.y + y };
    this.#x = this.#line.x;
  }

  /** PDF 32000-1, 9.4.4: how far each character moves the pen. */
  #show(glyphs: readonly (FontGlyph | number)[]): void {
    const { size, charSpacing, wordSpacing, scale, widthUnit } = this.#state;
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        this.#x -= (glyph / 1000) * size * scale;
        continue;
      }
      const drawn = glyph.width * widthUnit * size * scale;
      this.#put(glyph.unicode, drawn);
      this.#x += drawn + (charSpacing + (glyph.isSpace ? wordSpacing : 0)) * scale;
    }
  }

  #put(unicode: string, width: number): void {
    const { matrix, size, rise, hidden } = this.#state;
    const whole = multiply(matrix, this.#text);
    const [x0, y] = apply(whole, this.#x, this.#line.y + rise);
    const [x1, end] = apply(whole, this.#x + width, this.#line.y + rise);
    // What is written upwards is no cell's text.
    if (hidden || Math.abs(end - y) > Math.abs(x1 - x0) || !unicode.trim()) return;
    const height = Math.hypot(whole[2], whole[3]) * Math.abs(size);
    this.glyphs.push({
      text: withoutRadicals(unicode),
      x0: Math.min(x0, x1),
      x1: Math.max(x0, x1),
      y,
      size: height,
    });
  }
}
