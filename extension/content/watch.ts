import type { Adapter } from '../../shared/adapter/adapter.ts';
import type { PatientContext } from '../../shared/domain/patient.ts';
import { changeOf } from './adapter/change.ts';
import { judge, others, type Verdict } from './adapter/judge.ts';
import { mixed } from './adapter/mixed.ts';
import { type Look, Reader, type Texts } from './adapter/reader.ts';
import { TAG } from './badge/style.ts';

/** A script that sets `input.value` leaves no other trace, so a visible page is looked at this often. */
const LOOK_MS = 150;
/** Two looks that agree, this far apart, make a context whole. */
const SETTLE_MS = 50;
/** A field that cannot be found or read may be still being drawn or typed. */
const DOUBT_MS = 1000;
/** Half of what identifies the patient is new: the other half is probably on its way. Then nobody can tell. */
const MIXED_MS = 3000;

export interface Whole {
  verdict: Verdict;
  activeVisit: boolean;
}

export interface WatchHooks {
  /** Something differs. Called in the task that noticed it, before anything else is done. */
  cover(): void;
  /** The page is whole again, or the visit began or ended. */
  whole(now: Whole): void;
  /** It had time to become whole, and is not. */
  waits(): void;
  /** Every look begins here; false ends the look (the page went elsewhere, the extension is gone). */
  alive(): boolean;
  /** document.open() took every listener of the document away. */
  rewritten(): void;
}

export interface Watch {
  /** Look now. True when what was last told still stands. */
  look(): boolean;
  /**
   * What is there now, read afresh; `waiting` until it is whole. `accepted`: someone looked at the page and asks
   * for what it says, half new or not.
   */
  read(accepted?: boolean): Whole;
  /** Forget what was told, as if the page had just changed. */
  restart(): void;
  /** The page came into view or went out of it. Looks, too. */
  pace(): boolean;
}

/** Follows every change of patient in one document until the signal aborts; leaves nothing behind then. */
export function watch(adapter: Adapter, hooks: WatchHooks, signal: AbortSignal): Watch {
  const reader = new Reader(adapter, document);
  let now: Look = { ready: false, noPatient: false, activeVisit: false, texts: {} };
  let seen = '';
  let told: string | null = null;
  let changedAt = 0;
  let before: Partial<PatientContext> = {};
  let timer: ReturnType<typeof setTimeout> | undefined;
  let interval: ReturnType<typeof setInterval> | undefined;
  let root: Element | null = null;

  function look(): boolean {
    if (signal.aborted || !hooks.alive()) return false;
    now = safeLook(reader);
    const key = JSON.stringify([now.ready, now.noPatient, now.texts]);
    if (key !== seen) differs(key);
    else if (told !== null && told !== `${key}${now.activeVisit}`) tell();
    return told !== null;
  }

  function differs(key: string): void {
    seen = key;
    told = null;
    hooks.cover();
    changedAt = performance.now();
    settleIn(SETTLE_MS);
  }

  function settleIn(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(settle, ms);
  }

  function settle(): void {
    const last = seen;
    if (look() || signal.aborted || seen !== last) return;
    const verdict = judge(now);
    const left = patience(verdict, before) - (performance.now() - changedAt);
    if (left > 0) settleIn(left);
    else tell(verdict);
  }

  function tell(judged = judge(now)): void {
    const verdict = decide(judged);
    if (verdict.status === 'waiting') return hooks.waits();
    told = `${seen}${now.activeVisit}`;
    hooks.whole({ verdict, activeVisit: now.activeVisit });
  }

  function decide(verdict: Verdict, accepted?: boolean): Verdict {
    if (verdict.status !== 'patient') return verdict;
    const mix = mixed(before, verdict.patient);
    if (mix && !mix.shared && !accepted) return { status: 'unclear', field: mix.field };
    before = verdict.patient;
    return withRest(verdict.patient, reader);
  }

  function read(accepted?: boolean): Whole {
    const verdict: Verdict = look() ? decide(judge(now), accepted) : { status: 'waiting' };
    return { verdict, activeVisit: now.activeVisit };
  }

  const observer = new MutationObserver((all) => {
    if (all.every(isOurs)) return;
    reader.touch(changeOf(all));
    look();
    if (root === document.documentElement) return;
    // document.open() takes every listener away, and the root element with them.
    listen();
    hooks.rewritten();
  });

  function listen(): void {
    root = document.documentElement;
    const on = { capture: true, passive: true, signal };
    for (const type of ['input', 'change']) document.addEventListener(type, look, on);
  }

  /** The interval runs only while the page is seen. */
  function pace(): boolean {
    clearInterval(interval);
    const stands = look();
    if (!document.hidden && !signal.aborted) interval = setInterval(look, LOOK_MS);
    return stands;
  }

  signal.addEventListener('abort', () => {
    observer.disconnect();
    clearTimeout(timer);
    clearInterval(interval);
  });
  observer.observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: attributesOf(adapter),
  });
  listen();
  pace();

  return {
    look,
    read,
    pace,
    restart() {
      seen = '';
      before = {};
      pace();
    },
  };
}

/** A selector that the browser cannot read is the adapter's fault: the page counts as moved, not as whole. */
function safeLook(reader: Reader): Look {
  try {
    return reader.look();
  } catch {
    return { ready: true, noPatient: false, activeVisit: false, texts: { id: null } };
  }
}

function patience(verdict: Verdict, before: Partial<PatientContext>): number {
  if ('field' in verdict) return DOUBT_MS;
  return 'patient' in verdict && mixed(before, verdict.patient) ? MIXED_MS : 0;
}

function withRest(patient: PatientContext, reader: Reader): Verdict {
  const { department, doctor, visitType } = others(safeRest(reader));
  return { status: 'patient', patient: { ...patient, department, doctor, visitType } };
}

function safeRest(reader: Reader): Texts {
  try {
    return reader.rest();
  } catch {
    return {};
  }
}

/** Our own badge coming into the page is no change of the page. */
function isOurs({ target, addedNodes, removedNodes }: MutationRecord): boolean {
  return target === document.documentElement && removedNodes.length === 0 && addedNodes[0]?.nodeName === TAG;
}

/** The attributes that can change what an adapter's selectors find. */
function attributesOf(adapter: Adapter): string[] {
  const named = JSON.stringify({ ...adapter, visit: 0 }).matchAll(/\[\s*([\w-]+)|"attribute":"([\w-]+)"/g);
  const found = [...named].map(([, selector, read]) => selector ?? read ?? '');
  return [...new Set(['class', 'id', 'value', ...found])];
}
