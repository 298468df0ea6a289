/**
 * Runs in every frame of a HIS page, in the isolated world of our content script: the only place that sees the
 * page's DOM and the badge's closed root in one task. Looks after every task that changed the page and in every
 * frame that is drawn, and tells each difference. Knows the three demo HIS by their README, nothing of ours but
 * the badge's tag. Written as one function, since it is loaded as a plain script.
 */
(() => {
  const world = globalThis as { referralSample?: (text: string) => void; referralProbe?: true };
  const tell = world.referralSample;
  if (!tell || world.referralProbe) return;
  world.referralProbe = true;

  const TAG = 'nhi-referral-badge';
  /** As often as a content script looks at a page that leaves no trace. */
  const TICK_MS = 150;
  /** Frames after which they are counted even where nothing differs. */
  const COUNT_EVERY = 60;
  const VALUES =
    'input[name=IDNO], #ctl00_ContentPlaceHolder1_txtPatID, .quick:not([style*="none"]) .quick__idno';
  const TEXTS = '.pt-panel:not([style*="none"]) .pt-banner__idno';
  const doc = `${performance.timeOrigin.toString(36)}.${Math.random().toString(36).slice(2, 8)}`;

  let frames = 0;
  let tick = 0;
  let changes = 0;
  let lastChanges = 0;
  let told = 0;
  let before = '';
  let lastTick = 0;
  let root: ShadowRoot | null = null;
  /** Nobody sees a document that was left, whatever it still draws. */
  let left = false;

  function wholeId(text: string | null | undefined): string | null {
    const id = text?.trim() ?? '';
    return /^[A-Z][A-Z0-9]\d{8}$/.test(id) ? id : null;
  }

  function cellId(): string | null {
    const label = [...document.querySelectorAll('td')].find((cell) => cell.textContent === '身分證號');
    return wholeId(label?.nextElementSibling?.textContent);
  }

  function patient(): { id: string | null; by: 'text' | 'value' } {
    const text = document.querySelector(TEXTS);
    if (text) return { id: wholeId(text.textContent), by: 'text' };
    const input = document.querySelector<HTMLInputElement>(VALUES);
    if (input) return { id: wholeId(input.value), by: 'value' };
    return { id: cellId(), by: 'text' };
  }

  /** Every drawing of the badge is looked at in its own task. */
  function follow(found: ShadowRoot | null): void {
    root = found;
    if (!found) return;
    const all = { subtree: true, childList: true, characterData: true, attributes: true };
    new MutationObserver(() => queueMicrotask(look)).observe(found, all);
  }

  function badge() {
    const host = document.querySelector(TAG);
    if (!host) root = null;
    else if (root?.host !== host) follow(chrome.dom.openOrClosedShadowRoot(host as HTMLElement));
    const button = root?.querySelector('button');
    if (!button) return null;
    const text = (name: string) => button.querySelector(`.${name}`)?.textContent ?? '';
    return {
      state: button.dataset.state ?? '',
      count: Number(text('count') || 0),
      elsewhere: text('elsewhere') !== '',
      text: `${text('label')} ${text('hint')}`.trim(),
    };
  }

  function look(gone = false): void {
    if (left) return;
    left = gone;
    const seen = gone ? { id: null, by: 'text' } : patient();
    const shown = badge();
    const key = JSON.stringify([seen, shown, gone]);
    if (key !== before || frames - told >= COUNT_EVERY) {
      const at = performance.timeOrigin + performance.now();
      const top = window === window.top;
      const since = { tick, lastTick, changes, lastChanges };
      tell?.(JSON.stringify({ doc, top, at, frames, ...since, gone, ...seen, badge: shown }));
      before = key;
      told = frames;
    }
    lastTick = tick;
    lastChanges = changes;
  }

  /** What a document says through its binding as it goes is lost with it, now and then; a message is not. */
  function leave(): void {
    const at = performance.timeOrigin + performance.now();
    look(true);
    chrome.runtime.sendMessage({ left: { doc, at } }).catch(() => undefined);
  }

  function draw(): void {
    frames++;
    look();
    requestAnimationFrame(draw);
  }

  const ours = (node: Node) => node instanceof Element && node.localName === TAG;
  new MutationObserver((records) => {
    const page = records.filter(({ target, addedNodes }) => !ours(target) && ![...addedNodes].some(ours));
    changes += page.length;
    // After every other observer of this task was told, and before the task ends.
    queueMicrotask(look);
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  setInterval(() => {
    tick++;
  }, TICK_MS);
  addEventListener('pagehide', leave);
  addEventListener('pageshow', () => {
    left = false;
  });
  requestAnimationFrame(draw);
  look();
})();
