import { parseArgs } from 'node:util';

export interface DemoOptions {
  headless: boolean;
  /** A folder of pages or a URL that we did not write; null: the three demo HIS. */
  his: string | null;
  adapter: string | null;
  script: string | null;
  out: string;
}

export const HELP = `npm start -- [options]

Without options: the three demo HIS, the simulator behind them, a real host. With a display the browser opens;
without one, or with --headless, the walk-through goes by itself and leaves screenshots.

  --headless         no window, walk by itself
  --his F            a folder of HIS pages, or a URL, in place of the demo HIS
  --adapter FILE     how that HIS shows its patient (docs/adapter.md); needed with --his
  --script FILE      what to click there (docs/walk-script.md)
  --out FOLDER       where screenshots and result.json go (default out/demo)
`;

/** Reads the command line. Throws an Error that says what is wrong with it. */
export function demoOptions(args: string[]): DemoOptions | 'help' {
  const { values } = parseArgs({
    args,
    options: {
      headless: { type: 'boolean', default: false },
      his: { type: 'string' },
      adapter: { type: 'string' },
      script: { type: 'string' },
      out: { type: 'string', default: 'out/demo' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  if (values.his && !values.adapter)
    throw new Error('--his needs --adapter: how that HIS shows its patient.');
  if (!values.his && (values.adapter || values.script)) throw new Error('--adapter and --script need --his.');
  return {
    headless: values.headless || !hasDisplay(),
    his: values.his ?? null,
    adapter: values.adapter ?? null,
    script: values.script ?? null,
    out: values.out,
  };
}

function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}
