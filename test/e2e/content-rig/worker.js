// Stands in for the service worker: keeps what pages report, and answers as the test says.
const rig = {
  adapters: [],
  reports: [],
  opened: 0,
  trusted: 0,
  view: { state: 'due', count: 2, elsewhere: false, reason: null },
  delayMs: 0,
  shortcut: null,
  pageOpens: 0,
};
globalThis.rig = rig;

const wait = (ms) => new Promise((then) => setTimeout(then, ms));

async function handle({ type, body }, sender) {
  if (type === 'page.open') {
    rig.pageOpens++;
    return { adapters: rig.adapters, tab: sender.tab.id, frame: sender.frameId };
  }
  if (type === 'page.trusted') {
    rig.trusted++;
    return {};
  }
  if (type === 'panel.open') {
    rig.opened++;
    return { opened: rig.shortcut === null, shortcut: rig.shortcut };
  }
  const { view, delayMs } = rig;
  rig.reports.push({ ...body, tab: sender.tab.id, frame: sender.frameId, at: Date.now() });
  if (body.status === 'patient') await wait(delayMs);
  return { nonce: body.nonce, seq: body.seq, view };
}

chrome.runtime.onMessage.addListener((message, sender, respond) => {
  handle(message, sender).then((body) => respond({ ok: true, body }));
  return true;
});
