import type { Page } from 'playwright-core';

export interface Covers {
  /** Reports of the HIS page after each of which the panel was looked at in the same task. */
  reports: number;
  /** Frames that were looked at. */
  frames: number;
  /** What stood where it must not, without any patient's data. */
  faults: string[];
}

declare global {
  var referralCovers: Covers;
}

/**
 * Looks at the panel's document after each report, in the same task, and in every frame: the patient's part must
 * be about the patient of the newest report, and every text of the NHI in it about one and the same patient.
 */
export async function watchCovers(panel: Page): Promise<void> {
  await panel.evaluate(() => {
    const covers: Covers = { reports: 0, frames: 0, faults: [] };
    globalThis.referralCovers = covers;
    let current: string | null = null;
    let owner = new Map<string, string>();
    const look = (when: string) => {
      const view = document.getElementById('view-screen');
      const drawn = view?.querySelector('[data-bound]');
      const canaries = new Set(view?.textContent?.match(/NHICANARY\d{4}/g));
      const id = drawn?.querySelector('.whose .id')?.textContent ?? null;
      if (drawn && id !== current) covers.faults.push(`${when}: header of another patient`);
      if (!drawn && canaries.size > 0) covers.faults.push(`${when}: text without a header`);
      if (canaries.size > 1) covers.faults.push(`${when}: texts of two patients`);
      for (const canary of canaries) {
        const known = owner.get(canary);
        if (known && known !== id) covers.faults.push(`${when}: text under another header`);
        if (id) owner = owner.set(canary, known ?? id);
      }
    };
    chrome.runtime.onMessage.addListener((message) => {
      if (message?.type !== 'screen.report') return;
      current = message.body.patient?.id ?? null;
      covers.reports++;
      look('in the task of the report');
    });
    const frame = () => {
      covers.frames++;
      look('in a frame');
    };
    new MutationObserver(() => look('after a change')).observe(document.body, {
      subtree: true,
      childList: true,
      characterData: true,
    });
    setInterval(frame, 16);
  });
}

export function coverFaults(panel: Page): Promise<Covers> {
  return panel.evaluate(() => globalThis.referralCovers);
}
