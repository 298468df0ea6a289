import { existsSync, statSync } from 'node:fs';
import { type Adapter, AdapterSchema } from '../../shared/adapter/adapter.ts';
import { originFits } from '../../shared/adapter/match.ts';
import type { Addresses } from '../../test/simulator/simulator.ts';
import { readJson } from '../stage/read-json.ts';
import { readScript, type Step } from '../stage/script.ts';
import { serveFolder, startPage } from '../stage/serve-folder.ts';
import type { DemoOptions } from './options.ts';

/** One HIS to walk: where it starts, what is clicked, which adapters and sites the build needs. */
export interface Play {
  name: string;
  url: string;
  steps: readonly Step[];
  /** Whom it must meet, by number in that demo HIS's queue; nobody knows the queue of a HIS that is not ours. */
  queue: readonly number[] | null;
}

/** Patients of each demo HIS's queue that a walk looks at: one round of every scenario. */
const ROUND = 17;
const numbers = Array.from({ length: ROUND }, (_, i) => i + 1);
const chart = '#ctl00_ContentPlaceHolder1_';

export function demoPlays(his: Addresses['his']): Play[] {
  return [
    {
      name: 'frameset',
      url: his.frameset,
      queue: numbers,
      steps: numbers.map((no) => ({ click: `a[href="chart.asp?no=${no}"]`, frame: 'queue' })),
    },
    {
      name: 'postback',
      url: his.postback,
      queue: numbers,
      // The queue first, then each kind of switch in turn: value only, a part, the whole page.
      steps: numbers.map((no) =>
        no === 1
          ? { click: `${chart}gvQueue_Select_1` }
          : { click: `${chart}${SWITCHES[no % 3]}`, frame: 'ifrChart' },
      ),
    },
    {
      name: 'spa',
      url: his.spa,
      queue: numbers,
      steps: numbers.map((no) => ({ click: no === 1 ? '.vlist__row[data-no="1"]' : '.nav__next' })),
    },
  ];
}

const SWITCHES = ['btnNextValue', 'btnNextPartial', 'btnNext'];

export interface Guest {
  play: Play;
  adapter: Adapter;
  site: string;
  close(): void;
}

/** A HIS that we did not write, with its adapter. Throws with the field of the file that is wrong. */
export async function guestPlay(options: DemoOptions): Promise<Guest> {
  const { his, adapter: adapterFile, script } = options;
  if (!his || !adapterFile) throw new Error('--his needs --adapter');
  const steps = script ? readScript(script).steps : [];
  const adapter = readJson(adapterFile, AdapterSchema);
  const folder = isFolder(his);
  const served = folder ? await serveFolder(his) : { origin: new URL(his).origin, close: () => {} };
  const url = folder ? `${served.origin}/` : his;
  return {
    play: { name: 'his', url, steps, queue: null },
    adapter: folder ? alsoServedHere(adapter, served.origin) : adapter,
    site: `${new URL(url).protocol}//${new URL(url).hostname}/*`,
    close: served.close,
  };
}

/** Throws for what is neither a folder with a start page nor an address. */
function isFolder(his: string): boolean {
  if (existsSync(his) && statSync(his).isDirectory()) return startPage(his) !== '';
  if (/^https?:/.test(his) && URL.canParse(his)) return false;
  throw new Error(`--his ${his}: neither a folder nor an http(s) address.`);
}

/** Saved pages are served from loopback, which the adapter of the real site does not name. */
function alsoServedHere(adapter: Adapter, origin: string): Adapter {
  const { origins } = adapter.match;
  if (origins.some((pattern) => originFits(pattern, origin))) return adapter;
  return { ...adapter, match: { ...adapter.match, origins: [...origins, origin] } };
}
