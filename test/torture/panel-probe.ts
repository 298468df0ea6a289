/**
 * Runs in the side panel before its own scripts: hears what content scripts report, and after each drawn frame
 * tells whose referrals the panel shows. One function, since it is loaded as a plain script.
 */
(() => {
  const world = globalThis as { panelSample?: (text: string) => void; pageLeft?: (text: string) => void };
  const tab = Number(new URLSearchParams(location.search).get('tab'));
  /** What the newest document of each frame reported last. */
  const heard = new Map<number, { nonce: string; id: string | null }>();
  /** Documents that had a successor: their good-bye may come long after its first report, and covers nobody. */
  const succeeded = new Set<string>();
  let before = '';
  let frames = 0;

  chrome.runtime.onMessage.addListener((message, sender) => {
    if (sender.tab?.id !== tab) return;
    if (message?.left) world.pageLeft?.(JSON.stringify(message.left));
    if (message?.type !== 'screen.report') return;
    const { nonce, status, patient } = message.body;
    const known = [...heard].find(([, one]) => one.nonce === nonce)?.[0];
    if (known === undefined && status === 'waiting' && succeeded.has(nonce)) return;
    const frame = known ?? sender.frameId ?? -1;
    const before = heard.get(frame);
    if (before && before.nonce !== nonce) succeeded.add(before.nonce);
    heard.set(frame, { nonce, id: status === 'patient' ? patient.id : null });
  });

  function look(): void {
    frames++;
    const view = document.getElementById('view-screen');
    const text = document.body?.textContent ?? '';
    const header = view?.querySelector('.whose .id')?.textContent ?? null;
    const canaries = [...new Set(text.match(/NHICANARY\d{4}/g) ?? [])];
    const patients = [...heard.values()].map(({ id }) => id).filter((id) => id !== null);
    const key = JSON.stringify([header, canaries, patients]);
    if (key !== before) {
      const at = performance.timeOrigin + performance.now();
      world.panelSample?.(JSON.stringify({ at, frames, header, canaries, heard: patients }));
      before = key;
    }
    requestAnimationFrame(look);
  }
  requestAnimationFrame(look);
})();
