import browser from 'webextension-polyfill';

/**
 * What must outlive the worker, which the browser stops at will: which tabs a user has really used, and in
 * which frames a page was recognised. In memory only (storage.session), gone with the browser; no patient.
 */
const KEY = 'tabs';

interface TabMemory {
  trusted: boolean;
  /** Origin of each frame. */
  frames: Record<number, string>;
  /** Frames whose badge says that the helper could not be asked. */
  waiting: number[];
}

let memory: Promise<Record<number, TabMemory>> | null = null;

function load(): Promise<Record<number, TabMemory>> {
  memory ??= browser.storage.session.get(KEY).then((kept) => (kept[KEY] ?? {}) as Record<number, TabMemory>);
  return memory;
}

async function change(tab: number, edit: (memory: TabMemory) => void): Promise<void> {
  const all = await load();
  const before = JSON.stringify(all[tab]);
  const entry = all[tab] ?? { trusted: false, frames: {}, waiting: [] };
  edit(entry);
  all[tab] = entry;
  if (JSON.stringify(entry) !== before) await browser.storage.session.set({ [KEY]: all });
}

export function rememberTrusted(tab: number): Promise<void> {
  return change(tab, (entry) => {
    entry.trusted = true;
  });
}

export async function isTrusted(tab: number): Promise<boolean> {
  return (await load())[tab]?.trusted ?? false;
}

/** A frame of that origin holds a page that we know. */
export function rememberFrame(tab: number, frame: number, page: string): Promise<void> {
  return change(tab, (entry) => {
    entry.frames[frame] = page;
  });
}

/** Does this frame's badge wait for the helper to come back? */
export function rememberWaiting(tab: number, frame: number, waits: boolean): Promise<void> {
  return change(tab, (entry) => {
    const others = entry.waiting.filter((one) => one !== frame);
    entry.waiting = waits ? [...others, frame] : others;
  });
}

export async function waitingFrames(): Promise<{ tab: number; frame: number; page: string }[]> {
  return Object.entries(await load()).flatMap(([tab, { frames, waiting }]) =>
    waiting.map((frame) => ({ tab: Number(tab), frame, page: frames[frame] ?? '' })),
  );
}

export async function framesOf(tab: number): Promise<{ frame: number; page: string }[]> {
  const frames = (await load())[tab]?.frames ?? {};
  return Object.entries(frames).map(([frame, page]) => ({ frame: Number(frame), page }));
}

export async function knownTabs(): Promise<number[]> {
  return Object.keys(await load()).map(Number);
}

export async function forgetTab(tab: number): Promise<void> {
  const all = await load();
  if (!(tab in all)) return;
  delete all[tab];
  await browser.storage.session.set({ [KEY]: all });
}
