/** One difference that the page's probe saw, in one task. */
export interface PageSample {
  doc: string;
  /** The page's outermost document: with a new one, those before it are gone. */
  top: boolean;
  /** ms since the epoch. */
  at: number;
  frames: number;
  /** Ticks of the probe's own timer: now, and when it looked last before this. */
  tick: number;
  lastTick: number;
  /** Mutation records of the page so far, without ours: now, and when the probe looked last before this. */
  changes: number;
  lastChanges: number;
  gone: boolean;
  /** The whole ID that stands in the page; null for none, a masked one, or half a page. */
  id: string | null;
  by: 'text' | 'value';
  badge: DrawnState | null;
}

export interface DrawnState {
  state: string;
  count: number;
  elsewhere: boolean;
  text: string;
}

/** A document of the page was left, as it said itself. `at`: ms since the epoch. */
export interface Left {
  doc: string;
  at: number;
}

/** One difference that the panel's probe saw. */
export interface PanelSample {
  at: number;
  frames: number;
  header: string | null;
  canaries: string[];
  /** IDs that documents of the tab reported last. */
  heard: string[];
}
