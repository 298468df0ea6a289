/** One figure of `npm run bench`. A ratio or a budget with a bound; a bound that is missed makes the run red. */
export interface Figure {
  name: string;
  value: number;
  unit: 'ratio' | 'ms' | 'KB' | 'MB' | 'count';
  /** The most that the value may be; null for a figure that is only told. */
  atMost: number | null;
}

export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? Number.NaN;
}

export function met({ value, atMost }: Figure): boolean {
  return atMost === null || value <= atMost;
}

export function line(figure: Figure): string {
  const { name, value, unit, atMost } = figure;
  const bound = atMost === null ? '' : `  (at most ${atMost})`;
  return `${met(figure) ? 'ok  ' : 'OVER'} ${name}: ${value.toFixed(2)} ${unit}${bound}`;
}
