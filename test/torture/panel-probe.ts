/**
 * Runs in the side panel before its own scripts: hears what content scripts report, and after each drawn frame
 * tells whose referrals the panel shows. One function, since it is loaded as a plain script.
 */
(() => {
  const world = globalThis as { panelSample?: (text: string) => void; pageLeft?: (text: string) => void };
  const tab = Number(new URLSearchParams(location.search).get('tab'));
  const heard = new Map<number, string | null>();
  let before = '';
  let frames = 0;

  chrome.runtime.onMessage.addListener((message, sender) => {
    if (sender.tab?.id !== tab) return;
    if (message?.left) world.pageLeft?.(JSON.stringify(message.left));
    if (message?.type !== 'screen.report') return;
    heard.set(sender.frameId ?? -1, message.body.status === 'patient' ? message.body.patient.id : null);
  });

  function look(): void {
    frames++;
    const view = document.getElementById('view-screen');
    const text = document.body?.textContent ?? '';
    const header = view?.querySelector('.whose .id')?.textContent ?? null;
    const canaries = [...new Set(text.match(/NHICANARY\d{4}/g) ?? [])];
    const patients = [...heard.values()].filter((id) => id !== null);
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
